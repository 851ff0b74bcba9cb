{{ config(docs={'node_color': '#abc'}) }} select 1 as id
