{% macro m() %}
1
