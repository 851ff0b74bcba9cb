{{ config(alias='x' ~ var('v')) }} select '{{ var('only_root') }}' as r, '{{ a.mm() }}' as m from {{ ref('a', 'am') }}
