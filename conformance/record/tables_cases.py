"""The tables and templates that tables.py records."""


def d(text):
    return {"decimal": text}


TABLES = {
    "t": {
        "columns": ["id", "name", "amount", "city"],
        "rows": [
            [1, "ann", d("10.50"), "Oslo"],
            [2, "bob", d("3"), "Rome"],
            [3, None, d("-1200.125"), "Oslo"],
            [4, "dan", None, "Paris"],
            [5, "eve", d("3.0"), "Rome"],
        ],
    },
    "u": {"columns": ["key", "name", "score"], "rows": [[1, "x", 7], [2, "y", 8], [2, "z", 9], [9, "w", None]]},
    "k": {
        "columns": ["b", "n", "f", "d", "ts", "s", "e"],
        "rows": [
            [True, 1, d("0.25"), {"date": "2024-02-29"}, {"datetime": "2024-02-29T10:11:12.000345"}, "a,b", None],
            [None, None, None, None, None, None, None],
            [False, -12345678, d("1234567.5"), {"date": "1999-12-31"}, {"datetime": "1999-12-31T00:00:00"}, 'q"x', None],
        ],
    },
    "empty": {"columns": ["a", "b"], "rows": []},
    "one": {"columns": ["only"], "rows": [[42]]},
    "wide": {"columns": list("abcdefgh"), "rows": [[i * 10 + j for j in range(8)] for i in range(3)]},
    "tall": {"columns": ["n", "label"], "rows": [[i, "row number %d of the tall table" % i] for i in range(25)]},
    "kv": {
        "columns": ["who", "property", "value"],
        "rows": [["a", "size", 1], ["a", "cost", 2], ["b", "size", 3], ["c", "cost", 4], ["c", "tax", 5]],
    },
    "mixed": {"columns": ["a", "b", "c"], "rows": [[1, "1", True], [d("2.5"), "2", 0], ["x", None, "no"]]},
    "seed": {
        "csv": "id,price,day,at,flag,note,code\n1,1.50,2024-01-02,2024-01-02 03:04:05,true,hello,001\n"
        "2,,2024-01-03,2024-01-03T00:00:00,false,null,002\n3,7,,,,,x3\n"
    },
    "seedtext": {"csv": "id,zip\n1,00123\n2,04567\n", "text": ["zip"]},
}

CASES = []


def case(name, template):
    CASES.append((name, template))


def many(prefix, *templates):
    for number, template in enumerate(templates, 1):
        case("%s_%02d" % (prefix, number), template)


def show(expression):
    """The columns, types and rows of the table an expression yields."""
    return (
        "{% set r = " + expression + " %}{{ r.column_names }} {% for c in r.columns %}{{ c.data_type.__class__ }}{% endfor %}"
        "\n{% for row in r.rows %}{{ row.values() }}\n{% endfor %}"
    )


many(
    "members",
    "{{ t.column_names }}",
    "{{ t.columns | length }} {{ t.rows | length }}",
    "{{ t.row_names }}",
    "{{ t.rows[0]['name'] }} {{ t.rows[0].name }} {{ t.rows[0][1] }} {{ t.rows[-1][0] }}",
    "{{ t.rows[0].values() }}",
    "{{ t.rows[0].keys() }}",
    "{{ t.rows[0].items() }}",
    "{{ t.rows[0].dict().items() | list }}",
    "{{ dict(t.rows[2].dict()) }}",
    "{{ t.rows[0].get('name') }} {{ t.rows[0].get('nope') }} {{ t.rows[0].get('nope', 'dflt') }} {{ t.rows[0].get('nope', default=3) }}",
    "{{ t.columns[0].values() }} {{ t.columns['name'].values() }}",
    "{{ t.columns[3].values_distinct() | sort }}",
    "{{ t.columns[1].values_without_nulls() }}",
    "{{ t.columns[2].values_sorted() }}",
    "{{ t.columns[1].values_sorted() }}",
    "{{ t.columns[2].values_without_nulls_sorted() }}",
    "{{ t.columns[1].name }} {{ t.columns[1].index }}",
    "{{ t.columns['id'].keys() }}",
    "{% for row in t.rows %}{{ row['id'] }}:{{ row['name'] }};{% endfor %}",
    "{% for row in t %}{{ row[0] }};{% endfor %}",
    "{% for c in t.columns %}{{ c.name }}={{ c.values() | length }};{% endfor %}",
    "{{ t.columns | map(attribute='name') | list }}",
    "{{ t.rows | map(attribute='id') | list }}",
    "{{ t.rows | map(attribute=0) | list }}",
    "{% for id, name, amount, city in t.rows %}{{ id }}{{ name }}{{ amount }}{{ city }};{% endfor %}",
    "{{ t.columns.keys() }} {{ t.columns.get('id').name }} {{ t.columns.get('zz') }}",
    "{{ t.columns.dict().keys() | list }}",
    "{{ t.rows.keys() }}",
    "{{ t.rows.values() | length }}",
    "{{ t.rows[1:3] | length }} {{ t.rows[1:3][0]['id'] }}",
    "{{ t.rows[0][1:3] }}",
    "{{ t.columns[0][1:3] }} {{ t.columns[0][0] }}",
    "{{ 'id' in t.columns }} {{ 'id' in t.column_names }} {{ 1 in t.columns[0] }} {{ 'ann' in t.rows[0] }}",
    "{{ t.rows[0] | length }} {{ t.rows[0] | list }}",
    "{{ t.rows[0] }}",
    "{{ k.rows[0] }}",
    "{{ t.columns[0] }}",
    "{{ t.rows[0] == t.rows[0] }} {{ t.rows[0] == t.rows[1] }} {{ t.rows[0] == (1, 'ann') }} {{ u.rows[0] == (1, 'x', 7) }} {{ u.rows[0] == [1, 'x', 7] }}",
    "{{ t.rows[0].nope is defined }} {{ t.rows[0]['nope'] is defined }} {{ t.nope is defined }}",
    "{{ t.rows[99] is defined }} {{ t.columns['zz'] is defined }} {{ t.columns[44] is defined }}",
    "{{ t is iterable }} {{ t is mapping }} {{ t is sequence }} {{ t.rows is sequence }} {{ t.rows[0] is mapping }} {{ t.rows[0] is sequence }}",
    "{{ 'y' if t else 'n' }} {{ 'y' if empty else 'n' }} {{ 'y' if empty.rows else 'n' }} {{ 'y' if t.rows else 'n' }}",
    "{{ empty.rows | length }} {{ empty.columns[0].values() }} {{ empty.column_names }}",
    "{{ one.columns[0].values()[0] }} {{ one.rows[0][0] }} {{ one.rows[0].only + 1 }}",
    "{{ t.rows[0].amount + t.rows[1].amount }} {{ t.columns['amount'].values_without_nulls() | sum }}",
    "{{ t.columns['id'].values() | sum }} {{ t.columns['id'].values() | max }} {{ t.columns['name'].values_without_nulls() | join(',') }}",
    "{{ t.columns[0].count(1) }} {{ t.rows[0].count('ann') }}",
    "{{ t.rows[0].index('ann') }}",
    "{{ t }}",
    "{{ k }}",
    "{{ empty }}",
    "{{ t.columns[0].dict() }}",
    "{{ t.columns[0].items() }}",
    "{{ t.columns[0].get(0) }}",
    "{{ t.rows | selectattr('city', 'equalto', 'Oslo') | map(attribute='id') | list }}",
    "{{ t.rows | groupby('city') | length }}",
    "{{ t.rows | sort(attribute='city') | map(attribute='id') | list }}",
    "{{ t.rows | first }} {{ t.rows | last }}",
    "{{ t.rows | map('first') | list }}",
    "{{ t.rows | batch(2) | map('length') | list }}",
    "{{ t.rows[0] | join('|') }}",
    "{{ t.columns[3] | unique | list }}",
    "{{ dict(t.rows[0].items()) }}",
    "{{ t.columns[0].data_type is defined }}",
    "{{ t.rows[1].values() | list | tojson }}",
    "{{ zip(t.column_names, t.rows[0]) | list if zip is defined else 'none' }}",
    "{{ t.rows[0] | string }} {{ t.columns | string }} {{ one.rows | string }}",
    "{{ t.columns }}",
    "{{ t.rows }}",
)
many(
    "types",
    "{{ k.rows[0].values() }}",
    "{{ k.rows[2].values() }}",
    "{{ k.columns['b'].values() }} {{ k.columns['e'].values() }}",
    "{{ k.rows[0].d.isoformat() }} {{ k.rows[0].ts.isoformat() }} {{ k.rows[0].ts.year }}",
    "{{ k.rows[2].n + 1 }} {{ k.rows[2].f * 2 }} {{ k.rows[0].f }}",
    "{{ mixed.rows[0].values() }} {{ mixed.rows[1].values() }} {{ mixed.rows[2].values() }}",
    "{{ seed.rows[0].values() }}",
    "{{ seed.rows[1].values() }}",
    "{{ seed.rows[2].values() }}",
    "{{ seedtext.rows[0].values() }} {{ seedtext.columns['zip'].values() }}",
    "{{ seed }}",
    "{{ seedtext }}",
    "{{ mixed }}",
    "{{ k.columns['f'].values_sorted() }}",
    "{{ k.columns['d'].values_sorted() }}",
    "{{ k.columns['b'].values_distinct() | length }}",
    "{{ k.column_types | length }}",
)
many(
    "select",
    "{% set r = t.select(['name', 'id']) %}{{ r.column_names }} {{ r.rows[0].values() }} {{ r.rows[0]['id'] }}",
    "{% set r = t.select('name') %}{{ r.column_names }} {{ r.rows[0].values() }}",
    "{% set r = t.select(('id',)) %}{{ r.column_names }}",
    "{% set r = t.select([]) %}{{ r.column_names }} {{ r.rows | length }}",
    "{% set r = t.select(key=['id', 'city']) %}{{ r }}",
    "{% set r = t.exclude(['name', 'id']) %}{{ r.column_names }} {{ r.rows[0].values() }}",
    "{% set r = t.exclude('name') %}{{ r.column_names }}",
    "{% set r = t.exclude(['nope']) %}{{ r.column_names }}",
    "{% set r = t.rename(['a', 'b', 'c', 'd']) %}{{ r.column_names }} {{ r.rows[0]['a'] }}",
    "{% set r = t.rename({'id': 'key'}) %}{{ r.column_names }} {{ r.rows[1].key }} {{ t.column_names }}",
    "{% set r = t.rename(column_names={'nope': 'key'}) %}{{ r.column_names }}",
    "{% set r = t.rename() %}{{ r.column_names }}",
    "{% set r = t.rename(row_names=['a', 'b', 'c', 'd', 'e']) %}{{ r.row_names }} {{ r.rows['b'].values() }} {{ r.columns['id']['c'] }}",
    "{% set r = t.rename(column_names=['My Id', 'A  B', 'x', 'y'], slug_columns=true) %}{{ r.column_names }}",
    "{% set r = t.select(['id', 'id']) %}{{ r.column_names }}",
)
many(
    "where",
    "{% macro big(row) %}{% if row.id > 2 %}1{% endif %}{% endmacro %}{% set r = t.where(dbt_macro__big) %}{{ r.columns['id'].values() }}",
    "{% macro all(row) %} {% endmacro %}{{ t.where(dbt_macro__all).rows | length }}",
    "{% macro none_(row) %}{% endmacro %}{{ t.where(dbt_macro__none_).rows | length }} {{ t.where(dbt_macro__none_).column_names }}",
    "{% macro oslo(row) %}{{ 'y' if row['city'] == 'Oslo' }}{% endmacro %}{{ t.find(dbt_macro__oslo).values() }}",
    "{% macro nope(row) %}{% endmacro %}{{ t.find(dbt_macro__nope) }}",
    "{% macro nope(row) %}{% endmacro %}{{ t.find(test=dbt_macro__nope) is none }}",
)
many(
    "limit",
    "{{ t.limit(2).columns['id'].values() }}",
    "{{ t.limit(1, 3).columns['id'].values() }}",
    "{{ t.limit(0, 5, 2).columns['id'].values() }}",
    "{{ t.limit().columns['id'].values() }}",
    "{{ t.limit(99).columns['id'].values() }}",
    "{{ t.limit(-2).columns['id'].values() }}",
    "{{ t.limit(0).columns['id'].values() }}",
    "{{ t.limit(start_or_stop=1, stop=4, step=2).columns['id'].values() }}",
    "{{ t.limit(-2, none).columns['id'].values() }}",
)
many(
    "order",
    "{{ t.order_by('name').columns['id'].values() }}",
    "{{ t.order_by('name', reverse=true).columns['id'].values() }}",
    "{{ t.order_by('amount').columns['id'].values() }}",
    "{{ t.order_by('amount', true).columns['id'].values() }}",
    "{{ t.order_by(['city', 'id']).columns['id'].values() }}",
    "{{ t.order_by(['city', 'amount']).columns['id'].values() }}",
    "{{ t.order_by(['city', 'id'], reverse=true).columns['id'].values() }}",
    "{% macro c(row) %}{{ row.city }}{% endmacro %}{{ t.order_by(dbt_macro__c).columns['id'].values() }}",
    "{{ k.order_by('d').columns['n'].values() }} {{ k.order_by('b').columns['n'].values() }}",
    "{{ empty.order_by('a').rows | length }}",
)
many(
    "distinct",
    "{{ t.distinct('city').columns['id'].values() }}",
    "{{ t.distinct().columns['id'].values() }}",
    "{{ t.merge([t, t]).distinct().rows | length }}",
    "{% macro c(row) %}{{ row.city[0] }}{% endmacro %}{{ t.distinct(dbt_macro__c).columns['id'].values() }}",
    "{{ t.distinct(key='name').columns['name'].values() }}",
)
many(
    "group",
    "{% set g = t.group_by('city') %}{{ g.keys() }} {{ g.values() | length }}",
    "{% set g = t.group_by('city') %}{% for key, table in g.items() %}{{ key }}: {{ table.columns['id'].values() }}\n{% endfor %}",
    "{% set g = t.group_by('city') %}{{ g['Rome'].columns['id'].values() }} {{ g[0].columns['id'].values() }} {{ g | length }}",
    "{% set g = t.group_by('city') %}{{ g.key_name }} {{ g.column_names }}",
    "{% set g = t.group_by('city', key_name='town') %}{{ g.key_name }}",
    "{% set g = t.group_by('amount') %}{{ g.keys() }}",
    "{% set g = t.group_by('name') %}{{ g.keys() }}",
    "{% macro first(row) %}{{ row.city[0] }}{% endmacro %}{% set g = t.group_by(dbt_macro__first) %}{{ g.keys() }} {{ g.key_name }}",
    "{% set g = t.group_by('city') %}{% for table in g %}{{ table.rows | length }};{% endfor %}",
    "{% set m = t.group_by('city').merge() %}{{ m.column_names }} {% for r in m.rows %}{{ r.values() }}\n{% endfor %}",
    "{% set m = t.group_by('city').merge(groups=['a', 'b', 'c'], group_name='g') %}{{ m.column_names }} {{ m.columns[0].values() }}",
    "{% set m = t.group_by('city').select(['id']) %}{{ m['Oslo'].column_names }} {{ m.keys() }}",
    "{% set m = t.group_by('city').limit(1) %}{{ m.merge().columns['id'].values() }}",
    "{% set m = t.group_by('city').order_by('id', reverse=true) %}{{ m['Oslo'].columns['id'].values() }}",
    "{{ empty.group_by('a').keys() if false else 'x' }}",
    "{% set g = t.group_by('city') %}{{ g.get('Rome').rows | length }} {{ g.get('zz') }}",
    "{% set g = t.group_by('city') %}{{ g.dict().keys() | list }}",
    "{% set g = t.group_by('city').group_by('name') %}{{ g['Rome'].keys() }}",
)
many(
    "join",
    show("t.join(u, 'id', 'key')").replace("{{ c.data_type.__class__ }}", "{{ c.name }} "),
    "{% set r = t.join(u, 'id', 'key', inner=true) %}{{ r.column_names }} {% for x in r.rows %}{{ x.values() }}\n{% endfor %}",
    "{% set r = t.join(u, 'id', 'key', full_outer=true) %}{{ r.column_names }} {% for x in r.rows %}{{ x.values() }}\n{% endfor %}",
    "{% set r = t.join(u, 'name') %}{{ r.column_names }} {{ r.rows | length }}",
    "{% set r = t.join(u, 'id', 'key', columns=['score']) %}{{ r.column_names }} {{ r.columns['score'].values() }}",
    "{% set r = u.join(t, left_key='key', right_key='id') %}{{ r.column_names }} {{ r.columns['city'].values() }}",
    "{% set r = t.join(u) %}{{ r.column_names }} {{ r.rows | length }}",
    "{% set r = t.join(u, 'id', 'key', inner=true, columns=['name']) %}{{ r.column_names }}",
    "{% set r = kv.join(kv, ['who', 'property'], ['who', 'property']) %}{{ r.column_names }} {{ r.rows | length }}",
    "{% set r = t.join(t, 'id', inner=true, require_match=true) %}{{ r.column_names }}",
)
many(
    "merge",
    "{% set r = t.merge([t, t]) %}{{ r.column_names }} {{ r.rows | length }}",
    "{% set r = t.merge([t, u]) %}{{ r.column_names }} {% for x in r.rows %}{{ x.values() }}\n{% endfor %}",
    "{% set r = t.merge([t, u], column_names=['name', 'score']) %}{{ r.column_names }} {{ r.rows[6].values() }}",
    "{% set r = t.merge((one, one)) %}{{ r.columns[0].values() }}",
    "{% set r = t.merge([t, empty]) %}{{ r.column_names }} {{ r.rows[0].values() }}",
)
many(
    "pivot",
    "{% set r = t.pivot('city') %}{{ r.column_names }} {% for x in r.rows %}{{ x.values() }}\n{% endfor %}",
    "{% set r = kv.pivot('who', 'property') %}{{ r.column_names }} {% for x in r.rows %}{{ x.values() }}\n{% endfor %}",
    "{% set r = kv.pivot(['who', 'property']) %}{{ r.column_names }} {% for x in r.rows %}{{ x.values() }}\n{% endfor %}",
    "{% set r = kv.pivot(none, 'property') %}{{ r.column_names }} {% for x in r.rows %}{{ x.values() }}\n{% endfor %}",
    "{% set r = kv.pivot('who', 'property', default_value=none) %}{{ r.column_names }} {% for x in r.rows %}{{ x.values() }}\n{% endfor %}",
    "{{ kv.pivot('who').row_names }}",
)
many(
    "denormalize",
    "{% set r = kv.denormalize('who') %}{{ r.column_names }} {% for x in r.rows %}{{ x.values() }}\n{% endfor %}",
    "{% set r = kv.denormalize('who', 'property', 'value') %}{{ r }}",
    "{% set r = kv.denormalize('who', default_value=0) %}{{ r.rows[1].values() }}",
    "{% set r = kv.denormalize(['who']) %}{{ r.column_names }} {{ r.row_names }}",
    "{% set r = t.denormalize('amount', 'city', 'name') %}{{ r.column_names }} {% for x in r.rows %}{{ x.values() }}\n{% endfor %}",
    "{% set r = kv.denormalize() %}{{ r.column_names }} {% for x in r.rows %}{{ x.values() }}\n{% endfor %}",
)
many(
    "normalize",
    "{% set r = u.normalize('name', ['key', 'score']) %}{{ r.column_names }} {% for x in r.rows %}{{ x.values() }}\n{% endfor %}",
    "{% set r = u.normalize(['name', 'key'], 'score') %}{{ r.column_names }} {% for x in r.rows %}{{ x.values() }}\n{% endfor %}",
    "{% set r = t.normalize('id', ['name', 'city'], property_column='p', value_column='v') %}{{ r.column_names }} {{ r.rows[1].values() }} {{ r }}",
)
many(
    "homogenize",
    "{% set r = kv.homogenize('property', [['size'], ['weight']]) %}{{ r.column_names }} {% for x in r.rows %}{{ x.values() }}\n{% endfor %}",
    "{% set r = kv.homogenize(['who', 'property'], [['a', 'tax'], ['b', 'size']], [0]) %}{% for x in r.rows %}{{ x.values() }}\n{% endfor %}",
)
many(
    "compute",
    "{% set r = t.compute([]) %}{{ r.column_names }} {{ r.rows | length }}",
    "{{ t.aggregate([]) | length }}",
)
many(
    "print",
    "{% do t.print_table() %}",
    "{% do t.print_table(max_rows=2) %}",
    "{% do t.print_table(max_rows=2, max_columns=2) %}",
    "{% do t.print_table(2, 3) %}",
    "{% do t.print_table(max_column_width=4) %}",
    "{% do t.print_table(max_precision=1) %}",
    "{% do k.print_table() %}",
    "{% do k.print_table(max_columns=none) %}",
    "{% do tall.print_table() %}",
    "{% do tall.print_table(max_rows=none, max_column_width=none) %}",
    "{% do wide.print_table() %}",
    "{% do empty.print_table() %}",
    "{% do one.print_table() %}x",
    "{% do seed.print_table(max_columns=20) %}",
    "{{ t.print_table() }}",
    "{% do t.print_csv() %}",
    "{% do k.print_csv() %}",
    "{% do empty.print_csv() %}",
    "{% do seed.print_csv() %}",
    "{% do t.print_json() %}",
    "{% do k.print_json() %}",
    "{% do t.print_json(indent=2) %}",
    "{% do t.print_json(newline=true) %}",
    "{% do u.print_json(key='name') %}",
    "{% do empty.print_json() %}",
    "{% do t.print_structure() %}",
    "{% do wide.print_structure(max_rows=3) %}",
    "{% do t.limit(2).print_csv(delimiter=';') %}",
    "{% do t.limit(2).print_csv(quoting=1) %}",
)
for number, template in enumerate(
    (
        "{{ t.select(['nope']) }}",
        "{{ t.select(3) }}",
        "{{ t.order_by('nope') }}",
        "{{ t.distinct('nope') }}",
        "{{ t.group_by('nope') }}",
        "{{ t.join(u, 'nope', 'key') }}",
        "{{ t.join(u, 'id', 'nope') }}",
        "{{ t.join(u, 'id', 'key', inner=true, full_outer=true) }}",
        "{{ t.join(u, 'id', 'key', require_match=true) }}",
        "{{ t.select() }}",
        "{{ t.where() }}",
        "{{ t.where(3) }}",
        "{{ t.nope() }}",
        "{{ t.nope.x }}",
        "{{ t.rename(['a']) }}",
        "{{ t.rename(['a', 'b', 'c', 'd', 'e']) }}",
        "{{ t.rows[99].x }}",
        "{{ t.columns['zz'].values() }}",
        "{{ t.pivot('nope') }}",
        "{{ t.pivot(['who', 'x', 'y'], 'city', 3) }}",
        "{{ t.denormalize('nope') }}",
        "{{ t.normalize('id', ['nope']) }}",
        "{{ t.limit('a') }}",
        "{{ t.merge() }}",
        "{{ t.merge([3]) }}",
        "{{ t.compute() }}",
        "{{ t.aggregate() }}",
        "{{ t.aggregate(3) }}",
        "{{ t.group_by('city')['zz'].x }}",
        "{{ t.homogenize('nope', [['a']]) }}",
        "{{ t.rows[0].index('zz') }}",
        "{{ t.rows[0] + t.rows[1] }}",
        "{{ t + u }}",
        "{{ t | length }}",
        "{{ t[0] }}",
        "{{ t.rows[0].get() }}",
        "{{ t.limit(1, 2, 3, 4) }}",
        "{{ t.columns[0].values(1) }}",
        "{{ t.print_table(nope=3) }}",
        "{{ t.denormalize('id', 'city', 'name') }}",
        "{{ dict(t.pivot()) }}",
        "{{ t.join(u, 'id', 'name') }}",
        "{{ t.rename(row_names=[1, 2, 3, 4, 5]) }}",
    ),
    1,
):
    case("wrong_%02d" % number, template)
