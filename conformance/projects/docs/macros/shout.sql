{# a comment #}
{% macro shout(text, times=1) %}{{ text | upper }}{% endmacro %}
{% macro whisper(text) %}{{ shout(text) | lower }}{{ return(adapter.dispatch('whisper_impl')(text)) }}{% endmacro %}
{% macro default__whisper_impl(text) %}{{ text }}{% endmacro %}
