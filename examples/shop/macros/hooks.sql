{#- Stands in for a web server: a table with a few visits, filled once. -#}
{% macro create_visits_table() %}
    create schema if not exists {{ target.schema }}_web;
    create table if not exists {{ target.schema }}_web.visits (
        visit_id integer, path text, customer_id integer, agent text, day date, seen_at timestamp
    );
    insert into {{ target.schema }}_web.visits
    select v.*, now() at time zone 'utc' - interval '1 hour'
    from (values
        (1, '/', 1, 'browser', date '2026-03-01'),
        (2, '/spades', 1, 'browser', date '2026-03-01'),
        (3, '/robots.txt', null, 'robot', date '2026-03-01'),
        (4, '/gloves', 5, 'browser', date '2026-03-02'),
        (5, '/', null, 'browser', date '2026-03-02')
    ) as v (visit_id, path, customer_id, agent, day)
    where not exists (select 1 from {{ target.schema }}_web.visits);
{% endmacro %}

{% macro log_outcome(results) %}
    {%- if execute -%}
        {%- set bad = results | selectattr('status', 'in', ['error', 'fail']) | list -%}
        {{ log('shop: ' ~ results | length ~ ' nodes, ' ~ bad | length ~ ' not well') }}
    {%- endif -%}
{% endmacro %}

{#- weir run-operation count_rows --args '{name: customers}' -#}
{% macro count_rows(name, label='rows') %}
    {%- set found = run_query('select count(*) from ' ~ ref(name)) -%}
    {{ log(name ~ ': ' ~ found.rows[0][0] ~ ' ' ~ label, info=true) }}
{% endmacro %}
