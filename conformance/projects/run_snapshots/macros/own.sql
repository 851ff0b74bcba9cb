{% macro snapshot_own_strategy(node, snapshotted_rel, current_rel, model_config, target_exists) %}
  {% do return({'unique_key': model_config['unique_key'], 'updated_at': "'2024-01-01'::timestamp", 'row_changed': '(' ~ snapshotted_rel ~ '.name <> ' ~ current_rel ~ '.name)',
    'scd_id': snapshot_hash_arguments(['id', 'name']), 'invalidate_hard_deletes': false, 'hard_deletes': 'ignore'}) %}
{% endmacro %}
