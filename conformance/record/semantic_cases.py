"""Small projects with semantic models, metrics and saved queries, most of them wrong: for each the files that differ from a sound one."""

PROJECT = 'name: sem\nversion: "1.0"\nconfig-version: 2\nprofile: sem\n'
PROFILES = """sem:
  target: server
  outputs:
    server:
      type: postgres
      host: localhost
      port: 5432
      user: nobody
      password: none
      dbname: shop
      schema: shop_sem
      threads: 1
"""
SPINE = """models:
  - name: all_days
    time_spine:
      standard_granularity_column: date_day
      custom_granularities:
        - name: fiscal_year
    columns:
      - name: date_day
        granularity: day
      - name: fiscal_year
"""
ORDERS = """semantic_models:
  - name: orders
    model: ref('orders')
    defaults:
      agg_time_dimension: ordered_at
    entities:
      - name: order_id
        type: primary
      - name: customer
        type: foreign
        expr: customer_id
    dimensions:
      - name: ordered_at
        type: time
        type_params:
          time_granularity: day
      - name: is_food
        type: categorical
    measures:
      - name: order_total
        agg: sum
        expr: amount
      - name: order_count
        agg: sum
        expr: "1"
"""
CUSTOMERS = """semantic_models:
  - name: customers
    model: ref('customers')
    defaults:
      agg_time_dimension: first_ordered_at
    entities:
      - name: customer
        type: primary
        expr: customer_id
    dimensions:
      - name: first_ordered_at
        type: time
        type_params:
          time_granularity: day
      - name: country
        type: categorical
    measures:
      - name: customers
        agg: count_distinct
        expr: customer_id
"""
REVENUE = """metrics:
  - name: revenue
    label: Revenue
    type: simple
    type_params:
      measure: order_total
"""
VALIDITY = "        type_params:\n          time_granularity: day\n          validity_params: {%s}\n"
SOUND = {
    "dbt_project.yml": PROJECT,
    "profiles.yml": PROFILES,
    "models/orders.sql": "select 1 as order_id, 1 as customer_id, 10 as amount, true as is_food, current_timestamp as ordered_at\n",
    "models/customers.sql": "select 1 as customer_id, 'x' as country, current_timestamp as first_ordered_at\n",
    "models/all_days.sql": "select current_date as date_day, 2026 as fiscal_year\n",
    "models/spine.yml": SPINE,
    "models/orders.yml": ORDERS,
    "models/customers.yml": CUSTOMERS,
    "models/revenue.yml": REVENUE,
}


def case(files=None, without=()):
    kept = {name: text for name, text in SOUND.items() if name not in without}
    kept.update(files or {})
    return kept


def orders(old, new):
    assert old in ORDERS, old
    return case({"models/orders.yml": ORDERS.replace(old, new)})


def customers(old, new):
    assert old in CUSTOMERS, old
    return case({"models/customers.yml": CUSTOMERS.replace(old, new)})


def spine(old, new):
    assert old in SPINE, old
    return case({"models/spine.yml": SPINE.replace(old, new)})


def metric(text, name="more"):
    """One more metric: the lines after its name and label."""
    lines = "".join("    " + line + "\n" for line in text.strip("\n").split("\n"))
    return case({"models/more.yml": f"metrics:\n  - name: {name}\n    label: More\n{lines}"})


def metrics(text):
    return case({"models/more.yml": "metrics:\n" + text})


def query(text, name="weekly"):
    lines = "".join("    " + line + "\n" for line in text.strip("\n").split("\n"))
    return case({"models/more.yml": f"saved_queries:\n  - name: {name}\n{lines}"})


def model(text, name="more"):
    """One more semantic model over customers."""
    lines = "".join("    " + line + "\n" for line in text.strip("\n").split("\n"))
    return case({"models/more.yml": f"semantic_models:\n  - name: {name}\n{lines}"})


def simple(more):
    return metric("type: simple\n" + more)


CASES = {
    "sound": case(),
    # time spines
    "no_time_spine": case(without=("models/spine.yml",)),
    "no_time_spine_no_metrics": case(without=("models/spine.yml", "models/revenue.yml")),
    "no_time_spine_no_semantic_models": case(without=("models/spine.yml", "models/revenue.yml", "models/orders.yml", "models/customers.yml")),
    "time_spine_by_name": case({"models/metricflow_time_spine.sql": "select current_date as date_day\n"}, without=("models/spine.yml",)),
    "time_spine_too_coarse": spine("granularity: day", "granularity: month"),
    "time_spine_finer": spine("granularity: day", "granularity: hour"),
    "time_spine_column_without_granularity": spine("        granularity: day\n", ""),
    "time_spine_column_missing": spine("standard_granularity_column: date_day", "standard_granularity_column: nothing"),
    "time_spine_without_column": spine("      standard_granularity_column: date_day\n", ""),
    "time_spine_wrong_granularity": spine("granularity: day", "granularity: daily"),
    "time_spine_text": spine("    time_spine:\n      standard_granularity_column: date_day\n      custom_granularities:\n        - name: fiscal_year\n", "    time_spine: yes please\n"),
    "time_spine_custom_column_missing": spine("        - name: fiscal_year\n", "        - name: fiscal_week\n"),
    "time_spine_custom_named_as_standard": spine("        - name: fiscal_year\n", "        - name: month\n          column_name: fiscal_year\n"),
    "time_spine_custom_twice": spine("        - name: fiscal_year\n", "        - name: fiscal_year\n        - name: fiscal_year\n"),
    "time_spine_unknown_key": spine("      standard_granularity_column: date_day\n", "      standard_granularity_column: date_day\n      colour: red\n"),
    "time_spine_two_of_one_grain": case({"models/more_days.sql": "select current_date as d\n", "models/more.yml": "models:\n  - name: more_days\n    time_spine:\n      standard_granularity_column: d\n    columns:\n      - name: d\n        granularity: day\n"}),
    "time_spine_no_columns": case({"models/spine.yml": "models:\n  - name: all_days\n    time_spine:\n      standard_granularity_column: date_day\n"}),
    # semantic models: form
    "model_unknown": orders("ref('orders')", "ref('order')"),
    "model_not_a_ref": orders("ref('orders')", "orders"),
    "model_jinja": orders("model: ref('orders')", "model: \"{{ ref('orders') }}\""),
    "model_missing": orders("    model: ref('orders')\n", ""),
    "model_disabled": case({"models/orders.sql": "{{ config(enabled=false) }} select 1 as order_id\n"}),
    "semantic_model_disabled": orders("    defaults:\n", "    config:\n      enabled: false\n    defaults:\n"),
    "semantic_model_disabled_unused": case({"models/orders.yml": ORDERS.replace("    defaults:\n", "    config:\n      enabled: false\n    defaults:\n")}, without=("models/revenue.yml",)),
    "semantic_model_name_missing": orders("  - name: orders\n", "  - label: orders\n"),
    "semantic_model_name_number": orders("  - name: orders\n", "  - name: 7\n"),
    "semantic_model_name_upper": orders("  - name: orders\n", "  - name: Orders\n"),
    "semantic_model_name_dunder": orders("  - name: orders\n", "  - name: ord__ers\n"),
    "semantic_model_unknown_key": orders("    defaults:\n", "    colour: red\n    defaults:\n"),
    "semantic_model_unknown_group": orders("    defaults:\n", "    config:\n      group: nobody\n    defaults:\n"),
    "semantic_model_config_unknown": orders("    defaults:\n", "    config:\n      colour: red\n    defaults:\n"),
    "semantic_model_twice": case({"models/more.yml": ORDERS}),
    "semantic_models_not_a_list": case({"models/orders.yml": "semantic_models: {name: orders}\n"}),
    "semantic_model_empty": model("model: ref('customers')"),
    "semantic_model_no_primary_entity": orders("type: primary", "type: foreign"),
    "semantic_model_primary_entity_key": orders("      - name: order_id\n        type: primary\n", "").copy(),
    "semantic_model_primary_entity_given": case({"models/orders.yml": ORDERS.replace("      - name: order_id\n        type: primary\n", "").replace("    defaults:\n", "    primary_entity: order_id\n    defaults:\n")}),
    "semantic_model_primary_entity_both": orders("    defaults:\n", "    primary_entity: order_key\n    defaults:\n"),
    "semantic_model_primary_entity_same": orders("    defaults:\n", "    primary_entity: order_id\n    defaults:\n"),
    "defaults_unknown_dimension": orders("agg_time_dimension: ordered_at", "agg_time_dimension: nothing"),
    "defaults_categorical": orders("agg_time_dimension: ordered_at", "agg_time_dimension: is_food"),
    "defaults_missing": orders("    defaults:\n      agg_time_dimension: ordered_at\n", ""),
    # entities
    "entity_type_wrong": orders("type: foreign", "type: distant"),
    "entity_type_missing": orders("        type: foreign\n", ""),
    "entity_name_missing": orders("      - name: customer\n        type: foreign\n", "      - type: foreign\n"),
    "entity_two_primary": orders("        type: foreign\n", "        type: primary\n"),
    "entity_two_unique": case({"models/orders.yml": ORDERS.replace("type: foreign", "type: unique")}),
    "entity_two_natural": case({"models/orders.yml": ORDERS.replace("type: foreign", "type: natural")}),
    "entity_twice": orders("      - name: customer\n", "      - name: order_id\n"),
    "entity_name_short": orders("      - name: customer\n", "      - name: c\n"),
    "entity_reserved": orders("      - name: customer\n", "      - name: day\n"),
    "entity_same_as_dimension": orders("      - name: customer\n", "      - name: is_food\n"),
    "entity_unjoined": orders("      - name: customer\n", "      - name: lonely\n"),
    "entity_unknown_key": orders("        type: foreign\n", "        type: foreign\n        colour: red\n"),
    # dimensions
    "dimension_type_wrong": orders("type: categorical", "type: tidy"),
    "dimension_granularity_wrong": orders("time_granularity: day", "time_granularity: daily"),
    "dimension_granularity_missing": orders("        type_params:\n          time_granularity: day\n", ""),
    "dimension_type_params_empty": orders("          time_granularity: day\n", "          validity_params: {is_start: true}\n"),
    "dimension_validity": orders("          time_granularity: day\n", "          time_granularity: day\n          validity_params: {is_start: true}\n"),
    "dimension_twice": orders("      - name: is_food\n", "      - name: ordered_at\n"),
    "dimension_name_metric_time": orders("      - name: is_food\n", "      - name: metric_time\n"),
    "dimension_reserved": orders("      - name: is_food\n", "      - name: month\n"),
    "dimension_name_trailing": orders("      - name: is_food\n", "      - name: is_food_\n"),
    "dimension_same_expr": orders("        type: categorical\n", "        type: categorical\n        expr: amount\n"),
    "dimension_partition_categorical": orders("        type: categorical\n", "        type: categorical\n        is_partition: true\n"),
    "dimension_type_differs_elsewhere": case({"models/customers.yml": CUSTOMERS.replace("      - name: country\n", "      - name: ordered_at\n")}),
    "dimension_partition_differs_elsewhere": case({"models/customers.yml": CUSTOMERS.replace("      - name: country\n        type: categorical\n", "      - name: is_food\n        type: categorical\n        is_partition: true\n")}),
    # measures
    "measure_agg_wrong": orders("agg: sum\n        expr: amount", "agg: total\n        expr: amount"),
    "measure_agg_missing": orders("        agg: sum\n        expr: amount", "        expr: amount"),
    "measure_twice": orders("      - name: order_count\n", "      - name: order_total\n"),
    "measure_twice_elsewhere": customers("      - name: customers\n", "      - name: order_total\n"),
    "measure_same_as_dimension": orders("      - name: order_count\n", "      - name: is_food\n"),
    "measure_same_as_entity": orders("      - name: order_count\n", "      - name: customer\n"),
    "measure_agg_time_dimension_unknown": orders("        expr: amount\n", "        expr: amount\n        agg_time_dimension: nothing\n"),
    "measure_agg_time_dimension_own": case({"models/orders.yml": ORDERS.replace("    defaults:\n      agg_time_dimension: ordered_at\n", "").replace("        agg: sum\n", "        agg: sum\n        agg_time_dimension: ordered_at\n")}),
    "measure_percentile_missing": orders("agg: sum\n        expr: amount", "agg: percentile\n        expr: amount"),
    "measure_percentile_too_big": orders("agg: sum\n        expr: amount", "agg: percentile\n        expr: amount\n        agg_params: {percentile: 95}"),
    "measure_percentile_both": orders("agg: sum\n        expr: amount", "agg: percentile\n        expr: amount\n        agg_params: {percentile: 0.95, use_discrete_percentile: true, use_approximate_percentile: true}"),
    "measure_percentile_not_given": orders("agg: sum\n        expr: amount", "agg: percentile\n        expr: amount\n        agg_params: {use_discrete_percentile: true}"),
    "measure_percentile_of_sum": orders("        expr: amount\n", "        expr: amount\n        agg_params: {percentile: 0.5}\n"),
    "measure_median_with_params": orders("agg: sum\n        expr: amount", "agg: median\n        expr: amount\n        agg_params: {percentile: 0.4}"),
    "measure_median": orders("agg: sum\n        expr: amount", "agg: median\n        expr: amount"),
    "measure_count": orders("agg: sum\n        expr: amount", "agg: count\n        expr: amount"),
    "measure_count_no_expr": orders("agg: sum\n        expr: amount", "agg: count"),
    "measure_count_distinct_no_expr": orders("agg: sum\n        expr: amount", "agg: count_distinct"),
    "measure_sum_boolean": orders("agg: sum\n        expr: amount", "agg: sum_boolean\n        expr: is_food"),
    "measure_count_distinct_text": orders("agg: sum\n        expr: amount", "agg: count\n        expr: distinct amount"),
    "measure_count_one": orders("agg: sum\n        expr: amount", "agg: count\n        expr: '1'"),
    "measure_non_additive": orders("        expr: amount\n", "        expr: amount\n        non_additive_dimension:\n          name: ordered_at\n          window_choice: max\n          window_groupings: [customer]\n"),
    "measure_non_additive_unknown": orders("        expr: amount\n", "        expr: amount\n        non_additive_dimension:\n          name: nothing\n          window_choice: max\n"),
    "measure_non_additive_categorical": orders("        expr: amount\n", "        expr: amount\n        non_additive_dimension:\n          name: is_food\n          window_choice: max\n"),
    "measure_non_additive_choice": orders("        expr: amount\n", "        expr: amount\n        non_additive_dimension:\n          name: ordered_at\n          window_choice: sum\n"),
    "measure_non_additive_choice_wrong": orders("        expr: amount\n", "        expr: amount\n        non_additive_dimension:\n          name: ordered_at\n          window_choice: most\n"),
    "measure_non_additive_grouping": orders("        expr: amount\n", "        expr: amount\n        non_additive_dimension:\n          name: ordered_at\n          window_choice: min\n          window_groupings: [nothing]\n"),
    "measure_expr_number": orders('expr: "1"', "expr: 1"),
    "measure_expr_list": orders('expr: "1"', "expr: [1]"),
    "measure_create_metric": orders("        expr: amount\n", "        expr: amount\n        create_metric: true\n"),
    "measure_create_metric_label": orders("        expr: amount\n", "        expr: amount\n        create_metric: true\n        label: Total of orders\n        description: All of it.\n"),
    "measure_create_metric_no_expr": orders("        expr: amount\n", "        create_metric: true\n"),
    "measure_create_metric_taken": case({"models/orders.yml": ORDERS.replace("        expr: amount\n", "        expr: amount\n        create_metric: true\n"), "models/revenue.yml": REVENUE.replace("revenue", "order_total")}),
    "measure_unknown_key": orders("        expr: amount\n", "        expr: amount\n        colour: red\n"),
    # labels
    "label_twice_semantic_models": case({"models/orders.yml": ORDERS.replace("    defaults:\n", "    label: Same\n    defaults:\n"), "models/customers.yml": CUSTOMERS.replace("    defaults:\n", "    label: Same\n    defaults:\n")}),
    "label_twice_measures": case({"models/orders.yml": ORDERS.replace("        agg: sum\n", "        agg: sum\n        label: Same\n")}),
    "label_twice_dimensions": orders("        type: categorical\n", "        type: categorical\n        label: Same\n      - name: is_drink\n        type: categorical\n        label: Same\n"),
    "label_twice_entities": case({"models/orders.yml": ORDERS.replace("type: primary\n", "type: primary\n        label: Same\n").replace("type: foreign\n", "type: foreign\n        label: Same\n")}),
    "label_twice_metrics": metric("type: simple\ntype_params:\n  measure: order_count\n").copy() | {"models/revenue.yml": REVENUE.replace("Revenue", "More")},
    # metrics: form
    "metric_name_number": metric("type: simple\ntype_params: {measure: order_total}", "7"),
    "metric_name_space": metric("type: simple\ntype_params: {measure: order_total}", "more revenue"),
    "metric_name_leading_digit": metric("type: simple\ntype_params: {measure: order_total}", "7_days"),
    "metric_name_short": metric("type: simple\ntype_params: {measure: order_total}", "r"),
    "metric_name_long": metric("type: simple\ntype_params: {measure: order_total}", "r" + "e" * 250),
    "metric_name_upper": metric("type: simple\ntype_params: {measure: order_total}", "Revenue"),
    "metric_name_dunder": metric("type: simple\ntype_params: {measure: order_total}", "re__venue"),
    "metric_name_trailing": metric("type: simple\ntype_params: {measure: order_total}", "revenue_"),
    "metric_name_reserved": metric("type: simple\ntype_params: {measure: order_total}", "metric_time"),
    "metric_name_grain": metric("type: simple\ntype_params: {measure: order_total}", "month"),
    "metric_name_missing": metrics("  - label: More\n    type: simple\n    type_params: {measure: order_total}\n"),
    "metric_name_of_dimension": metric("type: simple\ntype_params: {measure: order_total}", "is_food"),
    "metric_label_missing": metrics("  - name: more\n    type: simple\n    type_params: {measure: order_total}\n"),
    "metric_type_missing": metric("type_params: {measure: order_total}"),
    "metric_type_wrong": metric("type: complicated\ntype_params: {measure: order_total}"),
    "metric_type_params_missing": metric("type: simple"),
    "metric_type_params_list": metric("type: simple\ntype_params: [order_total]"),
    "metric_unknown_key": simple("type_params: {measure: order_total}\ncolour: red"),
    "metric_type_params_unknown_key": simple("type_params: {measure: order_total, colour: red}"),
    "metric_old_keys": metric("type: simple\nmodel: ref('orders')\ncalculation_method: sum\nexpression: amount"),
    "metric_twice": case({"models/more.yml": REVENUE}),
    "metric_description_jinja": case({"models/more.yml": "metrics:\n  - name: more\n    label: More\n    description: \"{{ doc('words') }}\"\n    type: simple\n    type_params: {measure: order_total}\n", "models/words.md": "{% docs words %}About it.{% enddocs %}\n"}),
    "metric_meta_and_config_meta": simple("type_params: {measure: order_total}\nmeta: {a: 1}\nconfig: {meta: {b: 2}}"),
    "metric_meta_top": simple("type_params: {measure: order_total}\nmeta: {a: 1}\ntags: [x, y]"),
    "metric_tags_text": simple("type_params: {measure: order_total}\ntags: x"),
    "metric_config_unknown": simple("type_params: {measure: order_total}\nconfig: {colour: red, tags: [a]}"),
    "metric_config_enabled_text": simple("type_params: {measure: order_total}\nconfig: {enabled: maybe}"),
    "metric_unknown_group": simple("type_params: {measure: order_total}\nconfig: {group: nobody}"),
    "metric_disabled": simple("type_params: {measure: order_total}\nconfig: {enabled: false}"),
    "metric_disabled_with_jinja": simple("type_params: {measure: order_total}\nconfig: {enabled: \"{{ target.name == 'other' }}\"}"),
    "metric_time_granularity": simple("type_params: {measure: order_total}\ntime_granularity: week"),
    "metric_time_granularity_custom": simple("type_params: {measure: order_total}\ntime_granularity: fiscal_year"),
    "metric_time_granularity_wrong": simple("type_params: {measure: order_total}\ntime_granularity: weekly"),
    "metric_time_granularity_too_fine": simple("type_params: {measure: order_total}\ntime_granularity: hour"),
    "metric_label_number": metrics("  - name: more\n    label: 7\n    type: simple\n    type_params: {measure: order_total}\n"),
    # metrics: simple
    "simple_unknown_measure": simple("type_params: {measure: nothing}"),
    "simple_no_measure": simple("type_params: {expr: amount}"),
    "simple_with_metrics": simple("type_params: {measure: order_total, metrics: [revenue]}"),
    "simple_with_ratio": simple("type_params: {measure: order_total, numerator: revenue}"),
    "simple_measure_of_disabled": case({"models/orders.yml": ORDERS.replace("    defaults:\n", "    config: {enabled: false}\n    defaults:\n")}),
    "simple_measure_in_full": simple("type_params:\n  measure:\n    name: order_total\n    alias: total_here\n    fill_nulls_with: 0\n    join_to_timespine: true\n    filter: \"{{ Dimension('order_id__is_food') }}\""),
    "simple_measure_unknown_key": simple("type_params:\n  measure:\n    name: order_total\n    colour: red"),
    "simple_measure_fill_text": simple("type_params:\n  measure:\n    name: order_total\n    fill_nulls_with: zero"),
    "simple_measure_number": simple("type_params: {measure: 7}"),
    "simple_alias_taken": case({"models/more.yml": "metrics:\n" + "".join(f"  - name: more_{n}\n    label: More {n}\n    type: simple\n    type_params:\n      measure: {{name: order_total, alias: same}}\n" for n in "ab")}),
    "simple_alias_of_measure": simple("type_params:\n  measure: {name: order_total, alias: order_count}"),
    "simple_window": simple("type_params: {measure: order_total, window: 7 days}"),
    # metrics: filters
    "filter_list": simple("type_params: {measure: order_total}\nfilter:\n  - \"{{ Dimension('order_id__is_food') }}\"\n  - \"{{ Entity('customer') }} is not null\""),
    "filter_broken_jinja": simple("type_params: {measure: order_total}\nfilter: \"{{ Dimension('order_id__is_food' }}\""),
    "filter_no_jinja": simple("type_params: {measure: order_total}\nfilter: amount > 10"),
    "filter_unknown_function": simple("type_params: {measure: order_total}\nfilter: \"{{ Dimensions('order_id__is_food') }}\""),
    "filter_unknown_dimension": simple("type_params: {measure: order_total}\nfilter: \"{{ Dimension('order_id__nothing') }}\""),
    "filter_unknown_entity": simple("type_params: {measure: order_total}\nfilter: \"{{ Dimension('nobody__is_food') }}\""),
    "filter_unknown_entity_call": simple("type_params: {measure: order_total}\nfilter: \"{{ Entity('nobody') }} = 1\""),
    "filter_no_entity": simple("type_params: {measure: order_total}\nfilter: \"{{ Dimension('is_food') }}\""),
    "filter_no_quotes": simple("type_params: {measure: order_total}\nfilter: \"{{ Dimension(order_id__is_food) }}\""),
    "filter_no_argument": simple("type_params: {measure: order_total}\nfilter: \"{{ Dimension() }}\""),
    "filter_two_arguments": simple("type_params: {measure: order_total}\nfilter: \"{{ Dimension('order_id__is_food', 'day', 'week', 'month') }}\""),
    "filter_time_grain": simple("type_params: {measure: order_total}\nfilter: \"{{ TimeDimension('order_id__ordered_at', 'daily') }} > '2026-01-01'\""),
    "filter_time_grain_method": simple("type_params: {measure: order_total}\nfilter: \"{{ Dimension('order_id__ordered_at').grain('month') }} > '2026-01-01'\""),
    "filter_time_no_grain": simple("type_params: {measure: order_total}\nfilter: \"{{ TimeDimension('order_id__ordered_at') }} > '2026-01-01'\""),
    "filter_time_grain_custom": simple("type_params: {measure: order_total}\nfilter: \"{{ TimeDimension('order_id__ordered_at', 'fiscal_year') }} > 2025\""),
    "filter_time_of_categorical": simple("type_params: {measure: order_total}\nfilter: \"{{ TimeDimension('order_id__is_food', 'day') }} > '2026-01-01'\""),
    "filter_time_grain_in_name": simple("type_params: {measure: order_total}\nfilter: \"{{ TimeDimension('order_id__ordered_at__month') }} > '2026-01-01'\""),
    "filter_metric_time": simple("type_params: {measure: order_total}\nfilter: \"{{ TimeDimension('metric_time', 'day') }} > '2026-01-01'\""),
    "filter_metric": simple("type_params: {measure: order_total}\nfilter: \"{{ Metric('revenue', ['customer']) }} > 10\""),
    "filter_metric_unknown": simple("type_params: {measure: order_total}\nfilter: \"{{ Metric('nothing', ['customer']) }} > 10\""),
    "filter_metric_no_group": simple("type_params: {measure: order_total}\nfilter: \"{{ Metric('revenue') }} > 10\""),
    "filter_var": simple("type_params: {measure: order_total}\nfilter: \"{{ Dimension('order_id__is_food') }} and '{{ var('x') }}' = '1'\""),
    "filter_entity_path": simple("type_params: {measure: order_total}\nfilter: \"{{ Dimension('customer__country', entity_path=['order_id']) }} = 'NL'\""),
    "filter_joined": simple("type_params: {measure: order_total}\nfilter: \"{{ Dimension('customer__country') }} = 'NL'\""),
    "filter_statement": simple("type_params: {measure: order_total}\nfilter: \"{% if true %}{{ Dimension('order_id__is_food') }}{% endif %}\""),
    "filter_number": simple("type_params: {measure: order_total}\nfilter: 7"),
    "filter_measure_unknown_dimension": simple("type_params:\n  measure:\n    name: order_total\n    filter: \"{{ Dimension('order_id__nothing') }}\""),
    # metrics: ratio
    "ratio": metric("type: ratio\ntype_params: {numerator: revenue, denominator: order_count}").copy(),
    "ratio_sound": metrics("  - name: orders\n    label: Orders\n    type: simple\n    type_params: {measure: order_count}\n  - name: more\n    label: More\n    type: ratio\n    type_params: {numerator: revenue, denominator: orders}\n"),
    "ratio_no_denominator": metric("type: ratio\ntype_params: {numerator: revenue}"),
    "ratio_nothing": metric("type: ratio\ntype_params: {}"),
    "ratio_unknown_numerator": metric("type: ratio\ntype_params: {numerator: nothing, denominator: revenue}"),
    "ratio_of_itself": metric("type: ratio\ntype_params: {numerator: more, denominator: revenue}"),
    "ratio_in_full": metric("type: ratio\ntype_params:\n  numerator: {name: revenue, filter: \"{{ Dimension('order_id__is_food') }}\", alias: food_revenue}\n  denominator: {name: revenue}"),
    "ratio_offset": metric("type: ratio\ntype_params:\n  numerator: {name: revenue, offset_window: 7 days}\n  denominator: {name: revenue}"),
    "ratio_no_alias": metric("type: ratio\ntype_params:\n  numerator: {name: revenue, filter: \"{{ Dimension('order_id__is_food') }}\"}\n  denominator: {name: revenue}"),
    # metrics: derived
    "derived": metric("type: derived\ntype_params: {expr: revenue * 2, metrics: [revenue]}"),
    "derived_no_expr": metric("type: derived\ntype_params: {metrics: [revenue]}"),
    "derived_no_metrics": metric("type: derived\ntype_params: {expr: revenue * 2}"),
    "derived_empty_metrics": metric("type: derived\ntype_params: {expr: revenue * 2, metrics: []}"),
    "derived_unknown_metric": metric("type: derived\ntype_params: {expr: nothing * 2, metrics: [nothing]}"),
    "derived_unused_metric": metric("type: derived\ntype_params: {expr: 1 + 1, metrics: [revenue]}"),
    "derived_cycle": metrics("  - name: one_way\n    label: One\n    type: derived\n    type_params: {expr: other_way + 1, metrics: [other_way]}\n  - name: other_way\n    label: Other\n    type: derived\n    type_params: {expr: one_way + 1, metrics: [one_way]}\n"),
    "derived_of_itself": metric("type: derived\ntype_params: {expr: more + 1, metrics: [more]}"),
    "derived_alias_twice": metric("type: derived\ntype_params:\n  expr: aa - aa\n  metrics:\n    - {name: revenue, alias: aa}\n    - {name: revenue, alias: aa, offset_window: 1 month}"),
    "derived_alias_not_in_expr": metric("type: derived\ntype_params:\n  expr: revenue - 1\n  metrics:\n    - {name: revenue, alias: aa}"),
    "derived_alias_invalid": metric("type: derived\ntype_params:\n  expr: AA - 1\n  metrics:\n    - {name: revenue, alias: AA}"),
    "derived_offsets": metric("type: derived\ntype_params:\n  expr: now - before\n  metrics:\n    - {name: revenue, alias: now}\n    - {name: revenue, alias: before, offset_window: 3 months}\n    - {name: revenue, alias: since, offset_to_grain: year}"),
    "derived_offset_both": metric("type: derived\ntype_params:\n  expr: revenue - 1\n  metrics:\n    - {name: revenue, offset_window: 3 months, offset_to_grain: year}"),
    "derived_offset_invalid": metric("type: derived\ntype_params:\n  expr: revenue - 1\n  metrics:\n    - {name: revenue, offset_window: a month}"),
    "derived_offset_one_word": metric("type: derived\ntype_params:\n  expr: revenue - 1\n  metrics:\n    - {name: revenue, offset_window: 1}"),
    "derived_offset_custom": metric("type: derived\ntype_params:\n  expr: revenue - 1\n  metrics:\n    - {name: revenue, offset_window: 1 fiscal_year}"),
    "derived_offset_unknown_grain": metric("type: derived\ntype_params:\n  expr: revenue - 1\n  metrics:\n    - {name: revenue, offset_window: 2 lightyears}"),
    "derived_offset_to_unknown_grain": metric("type: derived\ntype_params:\n  expr: revenue - 1\n  metrics:\n    - {name: revenue, offset_to_grain: lightyear}"),
    "derived_offset_to_custom_grain": metric("type: derived\ntype_params:\n  expr: revenue - 1\n  metrics:\n    - {name: revenue, offset_to_grain: fiscal_year}"),
    "derived_input_filter_unknown": metric("type: derived\ntype_params:\n  expr: revenue - 1\n  metrics:\n    - {name: revenue, filter: \"{{ Dimension('order_id__nothing') }}\"}"),
    "derived_of_disabled": case({"models/revenue.yml": REVENUE + "    config: {enabled: false}\n", "models/more.yml": "metrics:\n  - name: more\n    label: More\n    type: derived\n    type_params: {expr: revenue * 2, metrics: [revenue]}\n"}),
    # metrics: cumulative
    "cumulative": metric("type: cumulative\ntype_params: {measure: order_total}"),
    "cumulative_window": metric("type: cumulative\ntype_params: {measure: order_total, cumulative_type_params: {window: 7 days}}"),
    "cumulative_window_old": metric("type: cumulative\ntype_params: {measure: order_total, window: 7 days}"),
    "cumulative_grain_old": metric("type: cumulative\ntype_params: {measure: order_total, grain_to_date: month}"),
    "cumulative_grain_old_wrong": metric("type: cumulative\ntype_params: {measure: order_total, grain_to_date: lightyear}"),
    "cumulative_both": metric("type: cumulative\ntype_params: {measure: order_total, cumulative_type_params: {window: 7 days, grain_to_date: month}}"),
    "cumulative_both_old": metric("type: cumulative\ntype_params: {measure: order_total, window: 7 days, grain_to_date: month}"),
    "cumulative_old_and_new": metric("type: cumulative\ntype_params: {measure: order_total, window: 7 days, cumulative_type_params: {window: 7 days}}"),
    "cumulative_old_and_other": metric("type: cumulative\ntype_params: {measure: order_total, window: 7 days, cumulative_type_params: {window: 8 days}}"),
    "cumulative_no_measure": metric("type: cumulative\ntype_params: {cumulative_type_params: {window: 7 days}}"),
    "cumulative_window_invalid": metric("type: cumulative\ntype_params: {measure: order_total, cumulative_type_params: {window: seven days}}"),
    "cumulative_window_unknown_grain": metric("type: cumulative\ntype_params: {measure: order_total, cumulative_type_params: {window: 7 lightyears}}"),
    "cumulative_window_custom": metric("type: cumulative\ntype_params: {measure: order_total, cumulative_type_params: {window: 7 fiscal_year}}"),
    "cumulative_window_three_words": metric("type: cumulative\ntype_params: {measure: order_total, cumulative_type_params: {window: 7 long days}}"),
    "cumulative_grain_unknown": metric("type: cumulative\ntype_params: {measure: order_total, cumulative_type_params: {grain_to_date: lightyear}}"),
    "cumulative_grain_custom": metric("type: cumulative\ntype_params: {measure: order_total, cumulative_type_params: {grain_to_date: fiscal_year}}"),
    "cumulative_period_agg": metric("type: cumulative\ntype_params: {measure: order_total, cumulative_type_params: {grain_to_date: month, period_agg: average}}"),
    "cumulative_period_agg_wrong": metric("type: cumulative\ntype_params: {measure: order_total, cumulative_type_params: {grain_to_date: month, period_agg: most}}"),
    "cumulative_no_agg_time_dimension": case({"models/orders.yml": ORDERS.replace("    defaults:\n      agg_time_dimension: ordered_at\n", ""), "models/revenue.yml": REVENUE.replace("simple", "cumulative")}),
    # metrics: conversion
    "conversion": metric("type: conversion\ntype_params:\n  conversion_type_params:\n    entity: customer\n    base_measure: customers\n    conversion_measure: order_count\n    window: 7 days"),
    "conversion_calculation": metric("type: conversion\ntype_params:\n  conversion_type_params:\n    entity: customer\n    calculation: conversions\n    base_measure: {name: customers}\n    conversion_measure: {name: order_count, fill_nulls_with: 0, join_to_timespine: true}"),
    "conversion_calculation_wrong": metric("type: conversion\ntype_params:\n  conversion_type_params:\n    entity: customer\n    calculation: guess\n    base_measure: customers\n    conversion_measure: order_count"),
    "conversion_no_params": metric("type: conversion\ntype_params: {}"),
    "conversion_no_entity": metric("type: conversion\ntype_params:\n  conversion_type_params:\n    base_measure: customers\n    conversion_measure: order_count"),
    "conversion_entity_unknown": metric("type: conversion\ntype_params:\n  conversion_type_params:\n    entity: nobody\n    base_measure: customers\n    conversion_measure: order_count"),
    "conversion_measure_unknown": metric("type: conversion\ntype_params:\n  conversion_type_params:\n    entity: customer\n    base_measure: nothing\n    conversion_measure: order_count"),
    "conversion_measure_sum": metric("type: conversion\ntype_params:\n  conversion_type_params:\n    entity: customer\n    base_measure: order_total\n    conversion_measure: order_count"),
    "conversion_measures_sum_both": metric("type: conversion\ntype_params:\n  conversion_type_params:\n    entity: customer\n    base_measure: order_count\n    conversion_measure: order_total"),
    "conversion_same_measure": metric("type: conversion\ntype_params:\n  conversion_type_params:\n    entity: customer\n    base_measure: customers\n    conversion_measure: customers"),
    "conversion_constant_property": metric("type: conversion\ntype_params:\n  conversion_type_params:\n    entity: customer\n    base_measure: customers\n    conversion_measure: order_count\n    constant_properties:\n      - base_property: country\n        conversion_property: is_food"),
    "conversion_constant_property_unknown": metric("type: conversion\ntype_params:\n  conversion_type_params:\n    entity: customer\n    base_measure: customers\n    conversion_measure: order_count\n    constant_properties:\n      - base_property: nothing\n        conversion_property: neither"),
    "conversion_window_invalid": metric("type: conversion\ntype_params:\n  conversion_type_params:\n    entity: customer\n    base_measure: customers\n    conversion_measure: order_count\n    window: a week"),
    "conversion_window_custom": metric("type: conversion\ntype_params:\n  conversion_type_params:\n    entity: customer\n    base_measure: customers\n    conversion_measure: order_count\n    window: 1 fiscal_year"),
    "conversion_with_measure": metric("type: conversion\ntype_params:\n  measure: order_total\n  conversion_type_params:\n    entity: customer\n    base_measure: customers\n    conversion_measure: order_count"),
    "conversion_filter": metric("type: conversion\nfilter: \"{{ Dimension('customer__country') }} = 'NL'\"\ntype_params:\n  conversion_type_params:\n    entity: customer\n    base_measure: customers\n    conversion_measure: {name: order_count, filter: \"{{ Dimension('order_id__is_food') }}\"}"),
    # saved queries
    "query": query("query_params:\n  metrics: [revenue]\n  group_by: [\"TimeDimension('metric_time', 'day')\", \"Dimension('order_id__is_food')\", \"Entity('customer')\"]"),
    "query_no_params": query("description: Nothing."),
    "query_params_empty": query("query_params: {}"),
    "query_no_metrics": query("query_params:\n  group_by: [\"TimeDimension('metric_time', 'day')\"]"),
    "query_metrics_text": query("query_params: {metrics: revenue}"),
    "query_unknown_metric": query("query_params: {metrics: [nothing]}"),
    "query_disabled_metric": case({"models/revenue.yml": REVENUE + "    config: {enabled: false}\n", "models/more.yml": "saved_queries:\n  - name: weekly\n    query_params: {metrics: [revenue]}\n"}),
    "query_metric_twice": query("query_params: {metrics: [revenue, revenue]}"),
    "query_group_by_unknown": query("query_params:\n  metrics: [revenue]\n  group_by: [\"Dimension('order_id__nothing')\"]"),
    "query_group_by_unknown_entity": query("query_params:\n  metrics: [revenue]\n  group_by: [\"Entity('nobody')\"]"),
    "query_group_by_plain": query("query_params:\n  metrics: [revenue]\n  group_by: [order_id__is_food]"),
    "query_group_by_broken": query("query_params:\n  metrics: [revenue]\n  group_by: [\"Dimension('order_id__is_food'\"]"),
    "query_group_by_twice": query("query_params:\n  metrics: [revenue]\n  group_by: [\"Entity('customer')\", \"Entity('customer')\"]"),
    "query_group_by_no_entity": query("query_params:\n  metrics: [revenue]\n  group_by: [\"Dimension('is_food')\"]"),
    "query_group_by_metric": query("query_params:\n  metrics: [revenue]\n  group_by: [\"Metric('revenue', ['customer'])\"]"),
    "query_group_by_grain_wrong": query("query_params:\n  metrics: [revenue]\n  group_by: [\"TimeDimension('metric_time', 'daily')\"]"),
    "query_group_by_grain_custom": query("query_params:\n  metrics: [revenue]\n  group_by: [\"TimeDimension('metric_time', 'fiscal_year')\"]"),
    "query_where_list": query("query_params:\n  metrics: [revenue]\n  where: [\"{{ Dimension('order_id__is_food') }}\", \"{{ Entity('customer') }} = 1\"]"),
    "query_where_text": query("query_params:\n  metrics: [revenue]\n  where: \"{{ Dimension('order_id__is_food') }}\""),
    "query_where_unknown": query("query_params:\n  metrics: [revenue]\n  where: \"{{ Dimension('order_id__nothing') }}\""),
    "query_where_broken": query("query_params:\n  metrics: [revenue]\n  where: \"{{ Dimension('order_id__is_food' }}\""),
    "query_where_grain_wrong": query("query_params:\n  metrics: [revenue]\n  where: \"{{ TimeDimension('metric_time', 'daily') }} > '2026-01-01'\""),
    "query_order_by": query("query_params:\n  metrics: [revenue]\n  group_by: [\"Dimension('order_id__is_food')\"]\n  order_by: [\"Metric('revenue')\", \"-Dimension('order_id__is_food')\"]"),
    "query_order_by_unqueried": query("query_params:\n  metrics: [revenue]\n  order_by: [\"Dimension('order_id__is_food')\"]"),
    "query_order_by_descending": query("query_params:\n  metrics: [revenue]\n  group_by: [\"Dimension('order_id__is_food')\"]\n  order_by: [\"Metric('revenue').descending(True)\", \"Dimension('order_id__is_food').descending(True)\"]"),
    "query_order_by_invalid": query("query_params:\n  metrics: [revenue]\n  order_by: [nothing]"),
    "query_limit_negative": query("query_params: {metrics: [revenue], limit: -1}"),
    "query_limit_text": query("query_params: {metrics: [revenue], limit: ten}"),
    "query_limit": query("query_params: {metrics: [revenue], limit: 10}"),
    "query_export": query("query_params: {metrics: [revenue]}\nexports:\n  - name: out\n    config: {export_as: table, schema: there, alias: that}\n  - name: out_too\n    config: {export_as: view}"),
    "query_export_twice": query("query_params: {metrics: [revenue]}\nexports:\n  - name: out\n    config: {export_as: table}\n  - name: out\n    config: {export_as: view}"),
    "query_export_as_wrong": query("query_params: {metrics: [revenue]}\nexports:\n  - name: out\n    config: {export_as: paper}"),
    "query_export_as_missing": query("query_params: {metrics: [revenue]}\nexports:\n  - name: out\n    config: {schema: there}"),
    "query_export_as_cache": query("query_params: {metrics: [revenue]}\nexports:\n  - name: out\n    config: {export_as: cache}"),
    "query_export_no_config": query("query_params: {metrics: [revenue]}\nexports:\n  - name: out"),
    "query_export_from_config": query("config: {export_as: view, schema: there}\nquery_params: {metrics: [revenue]}\nexports:\n  - name: out\n  - name: out_too\n    config: {schema: elsewhere}"),
    "query_export_no_name": query("query_params: {metrics: [revenue]}\nexports:\n  - config: {export_as: table}"),
    "query_export_unknown_key": query("query_params: {metrics: [revenue]}\nexports:\n  - name: out\n    config: {export_as: table, colour: red}"),
    "query_cache": query("config: {cache: {enabled: true}, meta: {a: 1}}\nquery_params: {metrics: [revenue]}"),
    "query_cache_text": query("config: {cache: always}\nquery_params: {metrics: [revenue]}"),
    "query_disabled": query("config: {enabled: false}\nquery_params: {metrics: [revenue]}"),
    "query_unknown_group": query("config: {group: nobody}\nquery_params: {metrics: [revenue]}"),
    "query_tags": query("tags: [one, two]\nconfig: {tags: [three]}\nquery_params: {metrics: [revenue]}"),
    "query_tags_text": query("tags: one\nquery_params: {metrics: [revenue]}"),
    "query_unknown_key": query("colour: red\nquery_params: {metrics: [revenue]}"),
    "query_name_upper": query("query_params: {metrics: [revenue]}", "Weekly"),
    "query_name_space": query("query_params: {metrics: [revenue]}", "by week"),
    "query_twice": case({"models/more.yml": "saved_queries:\n  - name: weekly\n    query_params: {metrics: [revenue]}\n  - name: weekly\n    query_params: {metrics: [revenue]}\n"}),
    "query_label": query("label: Weekly\ndescription: By week.\nquery_params: {metrics: [revenue]}"),
    # exposures, templates
    "exposure_of_metric": case({"models/more.yml": "exposures:\n  - name: board\n    type: dashboard\n    owner: {email: a@example.com}\n    depends_on: [metric('revenue'), ref('orders')]\n"}),
    "exposure_of_metric_package": case({"models/more.yml": "exposures:\n  - name: board\n    type: dashboard\n    owner: {email: a@example.com}\n    depends_on: [\"metric('sem', 'revenue')\"]\n"}),
    "exposure_of_unknown_metric": case({"models/more.yml": "exposures:\n  - name: board\n    type: dashboard\n    owner: {email: a@example.com}\n    depends_on: [metric('nothing')]\n"}),
    "exposure_of_disabled_metric": case({"models/revenue.yml": REVENUE + "    config: {enabled: false}\n", "models/more.yml": "exposures:\n  - name: board\n    type: dashboard\n    owner: {email: a@example.com}\n    depends_on: [metric('revenue')]\n"}),
    "exposure_of_metric_and_package_unknown": case({"models/more.yml": "exposures:\n  - name: board\n    type: dashboard\n    owner: {email: a@example.com}\n    depends_on: [\"metric('elsewhere', 'revenue')\"]\n"}),
    "model_of_metric": case({"models/more.sql": "select '{{ metric('revenue') }}' as m\n"}),
    "model_of_unknown_metric": case({"models/more.sql": "select '{{ metric('nothing') }}' as m\n"}),
    "model_of_metric_no_argument": case({"models/more.sql": "select '{{ metric() }}' as m\n"}),
    # the newer spelling, inside of models
    "inside_of_model": case({"models/more.yml": "models:\n  - name: customers\n    semantic_model: true\n    agg_time_dimension: first_ordered_at\n    columns:\n      - name: customer_id\n        entity: {type: primary, name: buyer}\n      - name: country\n        dimension: {type: categorical}\n      - name: first_ordered_at\n        granularity: day\n        dimension: {type: time}\n    metrics:\n      - name: buyers\n        type: simple\n        label: Buyers\n        agg: count_distinct\n        expr: customer_id\n"}),
    "metric_with_agg": metric("type: simple\nagg: sum\nexpr: amount"),
    "metric_input_metrics_new": metric("type: derived\nexpr: revenue * 2\ninput_metrics: [revenue]"),
    "metric_cumulative_of_metric": metric("type: cumulative\ntype_params: {cumulative_type_params: {metric: revenue, window: 7 days}}"),
    # groups, projects
    "groups": case({"models/more.yml": "groups:\n  - name: finance\n    owner: {email: f@example.com}\nsaved_queries:\n  - name: weekly\n    config: {group: finance}\n    query_params: {metrics: [revenue]}\n", "models/revenue.yml": REVENUE + "    config: {group: finance}\n"}),
    "project_configs": case({"dbt_project.yml": PROJECT + "metrics:\n  sem:\n    +meta: {a: 1}\n    +enabled: true\nsemantic-models:\n  sem:\n    +meta: {b: 2}\n    +enabled: \"{{ target.name == 'server' }}\"\nsaved-queries:\n  sem:\n    +schema: there\n    +export_as: view\n    +cache: {enabled: true}\n    +meta: {c: 3}\n", "models/more.yml": "saved_queries:\n  - name: weekly\n    query_params: {metrics: [revenue]}\n    exports:\n      - name: out\n"}),
    "project_configs_unused": case({"dbt_project.yml": PROJECT + "metrics:\n  sem:\n    nowhere:\n      +meta: {a: 1}\n"}),
    "project_configs_unknown": case({"dbt_project.yml": PROJECT + "metrics:\n  sem:\n    +colour: red\n"}),
    "project_disabled": case({"dbt_project.yml": PROJECT + "metrics:\n  +enabled: false\nsemantic-models:\n  +enabled: false\n"}),
    "project_flags_nested": case({"dbt_project.yml": PROJECT + "flags:\n  require_nested_cumulative_type_params: true\n", "models/more.yml": "metrics:\n  - name: more\n    label: More\n    type: cumulative\n    type_params: {measure: order_total, window: 7 days}\n"}),
    "project_flags_spine": case({"dbt_project.yml": PROJECT + "flags:\n  require_yaml_configuration_for_mf_time_spines: true\n", "models/metricflow_time_spine.sql": "select current_date as date_day\n"}, without=("models/spine.yml",)),
    "metrics_not_a_list": case({"models/more.yml": "metrics: {name: more}\n"}),
    "query_not_a_list": case({"models/more.yml": "saved_queries: weekly\n"}),
    "metric_not_a_mapping": case({"models/more.yml": "metrics: [revenue]\n"}),
    "empty_sections": case({"models/more.yml": "metrics: []\nsemantic_models: []\nsaved_queries: []\n"}),
    "no_semantics": case(without=("models/spine.yml", "models/revenue.yml", "models/orders.yml", "models/customers.yml")),
    "versioned_model": case({"models/orders_v2.sql": "select 1 as order_id\n", "models/orders.yml": ORDERS.replace("ref('orders')", "ref('orders', v=2)"), "models/more.yml": "models:\n  - name: orders\n    versions:\n      - v: 1\n        defined_in: orders\n      - v: 2\n"}),
    "model_in_package": orders("ref('orders')", "ref('sem', 'orders')"),
    "model_source": case({"models/orders.yml": ORDERS.replace("ref('orders')", "source('web', 'orders')"), "models/more.yml": "sources:\n  - name: web\n    tables:\n      - name: orders\n"}),
    "model_ephemeral": case({"models/orders.sql": "{{ config(materialized='ephemeral') }} select 1 as order_id\n"}),
    "measure_name_upper_no_metrics": case({"models/orders.yml":ORDERS.replace("orders\n    model","Orders\n    model")},without=("models/revenue.yml",)),
    "query_bad_no_metrics": case({"models/more.yml":"saved_queries:\n  - name: Weekly\n    query_params: {}\n"},without=("models/revenue.yml","models/orders.yml","models/customers.yml")),
    "doc_in_element": case({"models/orders.yml":ORDERS.replace("        type: categorical\n","        type: categorical\n        description: \"{{ doc('words') }}\"\n"),"models/words.md":"{% docs words %}About it.{% enddocs %}\n"}),
    "doc_in_semantic_model": case({"models/orders.yml":ORDERS.replace("    defaults:\n","    description: \"{{ doc('words') }}\"\n    defaults:\n"),"models/words.md":"{% docs words %}About it.{% enddocs %}\n"}),
    "doc_in_measure": case({"models/orders.yml":ORDERS.replace("        expr: amount\n","        expr: amount\n        create_metric: true\n        description: \"{{ doc('words') }}\"\n"),"models/words.md":"{% docs words %}About it.{% enddocs %}\n"}),
    "doc_in_query": query("description: \"{{ doc('words') }}\"\nquery_params: {metrics: [revenue]}")|{"models/words.md":"{% docs words %}About it.{% enddocs %}\n"},
    "jinja_in_label": metrics("  - name: more\n    label: \"More {{ 1 + 1 }} {{ target.name }}\"\n    type: simple\n    type_params: {measure: \"{{ 'order_total' }}\"}\n"),
    "jinja_in_group_by": query("query_params:\n  metrics: [revenue]\n  group_by: [\"{{ \\\"Entity('customer')\\\" }}\"]"),
    "measure_config_meta": orders("        expr: amount\n","        expr: amount\n        create_metric: true\n        config: {meta: {m: 1}}\n"),
    "semantic_model_meta_create": case({"models/orders.yml":ORDERS.replace("    defaults:\n","    config: {meta: {s: 1}, group: finance}\n    defaults:\n").replace("        expr: amount\n","        expr: amount\n        create_metric: true\n        config: {meta: {m: 1}}\n"),"models/more.yml":"groups:\n  - name: finance\n    owner: {email: f@example.com}\n"}),
    "measure_non_additive_default_choice": orders("        expr: amount\n","        expr: amount\n        non_additive_dimension:\n          name: ordered_at\n"),
    "window_upper": metric("type: cumulative\ntype_params: {measure: order_total, cumulative_type_params: {window: 7 DAYS}}"),
    "window_singular": metric("type: cumulative\ntype_params: {measure: order_total, cumulative_type_params: {window: 1 day, grain_to_date: null}}"),
    "expr_boolean": metric("type: derived\ntype_params: {expr: true, metrics: [revenue]}"),
    "measure_expr_boolean": orders('expr: "1"',"expr: true"),
    "derived_nested": metrics("  - name: twice\n    label: Twice\n    type: derived\n    type_params: {expr: revenue * 2, metrics: [revenue]}\n  - name: more\n    label: More\n    type: derived\n    type_params: {expr: twice + orders_counted, metrics: [twice, orders_counted]}\n  - name: orders_counted\n    label: Counted\n    type: simple\n    type_params: {measure: order_count}\n"),
    "derived_later": metrics("  - name: aa_more\n    label: More\n    type: derived\n    type_params: {expr: zz + revenue, metrics: [zz, revenue]}\n  - name: zz\n    label: Zz\n    type: cumulative\n    type_params: {measure: {name: order_count, alias: counted}}\n"),
    "wrong_enum_lower": metric("type: SIMPLE\ntype_params: {measure: order_total}"),
    "entity_type_upper": orders("type: foreign","type: FOREIGN"),
    "two_wrong": case({"models/orders.yml":ORDERS.replace("agg: sum\n        expr: amount","agg: percentile\n        expr: amount"),"models/more.yml":"metrics:\n  - name: Bad\n    label: Bad\n    type: derived\n    type_params: {metrics: []}\nsaved_queries:\n  - name: Worse\n    query_params: {metrics: [Bad], limit: -2}\n"}),
    "two_files_wrong": case({"models/a.yml":"metrics:\n  - name: aa\n    type: simple\n    type_params: {measure: order_total}\n","models/b.yml":"metrics:\n  - name: bb\n    type: simple\n    type_params: {measure: order_total}\n"}),
    "project_enabled_text": case({"dbt_project.yml": PROJECT+"saved-queries:\n  +enabled: false\n","models/more.yml":"saved_queries:\n  - name: weekly\n    query_params: {metrics: [revenue]}\n"}),
    "metrics_in_folder": case({"models/deep/down/more.yml":"metrics:\n  - name: more\n    label: More\n    type: simple\n    type_params: {measure: order_total}\n","dbt_project.yml": PROJECT+"metrics:\n  sem:\n    deep:\n      +meta: {a: 1}\n      +group: finance\n","models/groups.yml":"groups:\n  - name: finance\n    owner: {email: f@example.com}\n"}),
    "model_private": case({"models/more.yml":"groups:\n  - name: finance\n    owner: {email: f@example.com}\nmodels:\n  - name: orders\n    config: {group: finance, access: private}\n"}),
    "dimension_time_not_granular_warn": orders("      - name: is_food\n        type: categorical\n","      - name: is_food\n        type: time\n        type_params: {time_granularity: hour}\n"),
    "query_export_schema_target": query("config: {schema: there, export_as: table}\nquery_params: {metrics: [revenue]}\nexports:\n  - name: out\n    config: {alias: \"{{ target.name }}\", database: other}"),
    "time_spine_disabled": case({"models/all_days.sql":"{{ config(enabled=false) }} select 1 as date_day"}),
    "label_twice_metric_measure": case({"models/revenue.yml":REVENUE.replace("Revenue","Same"),"models/orders.yml":ORDERS.replace("        agg: sum\n        expr: amount\n","        agg: sum\n        label: Same\n        expr: amount\n")}),
    "metric_filter_fine_grain": simple("type_params: {measure: order_total}\nfilter: \"{{ Dimension('order_id__ordered_at').grain('daily') }} > '2026-01-01'\""),
    "metric_time_no_dunder": simple("type_params: {measure: order_total}\nfilter: \"{{ Dimension('metric_time') }} > '2026-01-01'\""),
    "filter_entity_dunder": simple("type_params: {measure: order_total}\nfilter: \"{{ Entity('order_id__customer') }} = 1\""),
    "filter_metric_dunder": simple("type_params: {measure: order_total}\nfilter: \"{{ Metric('revenue', group_by=['order_id__customer']) }} = 1\""),
    "filter_two_broken": simple("type_params: {measure: order_total}\nfilter:\n  - \"{{ Dimension('is_food') }}\"\n  - \"{{ Entity('a', 'b', 'c') }}\""),
    "filter_measure_broken": simple("type_params:\n  measure:\n    name: order_total\n    filter: \"{{ Dimension('is_food') }}\""),
    "filter_numerator_broken": metric("type: ratio\ntype_params:\n  numerator: {name: revenue, alias: x1, filter: \"{{ Dimension('is_food') }}\"}\n  denominator: {name: revenue}"),
    "filter_input_broken": metric("type: derived\ntype_params:\n  expr: revenue\n  metrics:\n    - {name: revenue, filter: \"{{ Dimension('is_food') }}\"}"),
    "query_group_by_grain_in_dimension": query("query_params:\n  metrics: [revenue]\n  group_by: [\"Dimension('metric_time').grain('month')\", \"TimeDimension('order_id__ordered_at')\", \"Dimension('customer__country')\"]"),
    "query_where_no_entity": query("query_params:\n  metrics: [revenue]\n  where: [\"{{ Dimension('is_food') }}\"]"),
    "query_order_by_ok": query("query_params:\n  metrics: [revenue]\n  group_by: [\"Dimension('order_id__is_food')\", \"TimeDimension('metric_time','day')\"]\n  order_by: [\"Dimension('order_id__is_food')\", \"TimeDimension('metric_time', 'day')\", \"Metric('nothing')\"]"),
    "saved_query_long": query("query_params: {metrics: [revenue]}", "w"+"e"*70),
    "dimension_keyword": orders("      - name: is_food\n","      - name: select\n"),
    "model_relation_keyword": case({"models/orders.sql":"{{ config(alias='select') }} select 1 as order_id"}),
    "primary_entity_dimension_pair": case({"models/customers.yml":CUSTOMERS.replace("customer\n        type: primary\n        expr: customer_id","order_id\n        type: primary\n        expr: customer_id").replace("country","is_food")}),
    "validity_two_starts": case({"models/customers.yml":CUSTOMERS.replace("      - name: country\n        type: categorical\n","      - name: valid_from\n        type: time\n"+VALIDITY%"is_start: true"+"      - name: valid_to\n        type: time\n"+VALIDITY%"is_start: true").replace("type: primary","type: natural").split("    measures:")[0]}),
    "validity_both_in_one": case({"models/customers.yml":CUSTOMERS.replace("      - name: country\n        type: categorical\n","      - name: valid_from\n        type: time\n"+VALIDITY%"is_start: true, is_end: true"+"      - name: valid_to\n        type: time\n"+VALIDITY%"is_end: true").replace("type: primary","type: natural").split("    measures:")[0]}),
    "validity_sound": case({"models/customers.yml":(CUSTOMERS.replace("      - name: country\n        type: categorical\n","      - name: valid_from\n        type: time\n"+VALIDITY%"is_start: true"+"      - name: valid_to\n        type: time\n"+VALIDITY%"is_end: true").replace("type: primary","type: natural").split("    measures:")[0]).replace("    defaults:\n","    primary_entity: buyer\n    defaults:\n")}),
    "natural_two": case({"models/customers.yml":(CUSTOMERS.replace("      - name: country\n        type: categorical\n","      - name: valid_from\n        type: time\n"+VALIDITY%"is_start: true"+"      - name: valid_to\n        type: time\n"+VALIDITY%"is_end: true").replace("        type: primary\n        expr: customer_id\n","        type: natural\n      - name: person\n        type: natural\n").split("    measures:")[0]).replace("    defaults:\n","    primary_entity: buyer\n    defaults:\n")}),
    "measure_alias_invalid": simple("type_params:\n  measure: {name: order_total, alias: AA}"),
    "alias_three_times": case({"models/more.yml": "metrics:\n" + "".join(f"  - name: more_{n}\n    label: More {n}\n    type: simple\n    type_params:\n      measure: {{name: order_total, alias: same}}\n" for n in "abc")}),
    "label_three_metrics": case({"models/more.yml": "metrics:\n" + "".join(f"  - name: more_{n}\n    label: More\n    type: simple\n    type_params:\n      measure: order_total\n" for n in "abc")}),
    "label_metric_case": case({"models/revenue.yml":REVENUE.replace("Revenue","more"),"models/more.yml":"metrics:\n  - name: more\n    label: More\n    type: simple\n    type_params: {measure: order_total}\n"}),
    "grain_differs": metric("type: cumulative\ntype_params: {measure: order_total, grain_to_date: month, cumulative_type_params: {grain_to_date: year}}"),
    "derived_expr_part_of_word": metric("type: derived\ntype_params: {expr: revenues + 1, metrics: [revenue]}"),
    "derived_expr_case": metric("type: derived\ntype_params: {expr: REVENUE + 1, metrics: [revenue]}"),
    "legacy_and_yaml_spine": case({"models/metricflow_time_spine.sql":"select current_date as date_day\n"}),
    "legacy_no_semantic_models": case({"models/metricflow_time_spine.sql":"select current_date as date_day\n"},without=("models/spine.yml","models/revenue.yml","models/orders.yml","models/customers.yml")),
    "two_derived_constrained": case({"models/more.yml":"metrics:\n  - name: food\n    label: Food\n    type: simple\n    type_params:\n      measure: {name: order_total, filter: \"{{ Dimension('order_id__is_food') }}\"}\n  - name: more\n    label: More\n    type: ratio\n    type_params: {numerator: food, denominator: revenue}\n"}),
    "entity_label_elsewhere": case({"models/orders.yml":ORDERS.replace("type: primary\n","type: primary\n        label: Same\n"),"models/customers.yml":CUSTOMERS.replace("type: primary\n","type: primary\n        label: Same\n")}),
    "unused_semantic_config": case({"dbt_project.yml":PROJECT+"semantic-models:\n  sem:\n    nowhere:\n      +meta: {a: 1}\nsaved-queries:\n  sem:\n    nowhere:\n      +meta: {a: 1}\n"}),
    "query_group_by_entity_dimension": query("query_params:\n  metrics: [revenue]\n  group_by: [\"Dimension('nobody__is_food')\", \"Entity('customer__order_id')\", \"Dimension('order_id__customer')\"]"),
    "query_group_by_time_unknown": query("query_params:\n  metrics: [revenue]\n  group_by: [\"TimeDimension('order_id__nothing', 'day')\", \"Dimension('order_id__nothing').grain('day')\"]"),
    "query_order_by_grain": query("query_params:\n  metrics: [revenue]\n  group_by: [\"TimeDimension('metric_time', 'day')\"]\n  order_by: [\"TimeDimension('metric_time')\", \"Dimension('metric_time').grain('day')\", \"TimeDimension('metric_time', 'month')\"]"),
    "model_depends_both": case({"models/more.sql":"select '{{ metric('revenue') }}' as m, * from {{ ref('orders') }}\n"}),
    "conversion_both_bad": metric("type: conversion\ntype_params:\n  conversion_type_params:\n    entity: nobody\n    base_measure: order_total\n    conversion_measure: {name: order_total, filter: \"{{ Dimension('order_id__is_food') }}\", alias: again}\n    constant_properties:\n      - base_property: customer\n        conversion_property: nothing"),
    "percentile_zero": orders("agg: sum\n        expr: amount","agg: percentile\n        expr: amount\n        agg_params: {percentile: 0}"),
    "percentile_of_average_all": orders("        expr: amount\n","        expr: amount\n        agg_params: {percentile: 0.5, use_discrete_percentile: true, use_approximate_percentile: true}\n"),
}
