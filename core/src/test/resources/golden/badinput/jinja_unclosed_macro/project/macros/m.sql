{% macro m(a) %}
{{ a }}
