{% macro write_it(what) %} insert into {{ target.schema }}.seen values ('{{ what }}') {% endmacro %}
