-- Stand-ins for relations of information_schema. Columns as Materialize's documentation, "System catalog", has them.
CREATE OR REPLACE VIEW _weir_information.schemata AS
    SELECT coalesce(d.name, current_setting('weir.database', true)) AS catalog_name, s.name AS schema_name
    FROM mz_catalog.mz_schemas s LEFT JOIN mz_catalog.mz_databases d ON d.id = s.database_id
    WHERE s.database_id IS NULL OR s.database_id = _weir.my_database();
CREATE OR REPLACE VIEW _weir_information.tables AS
    SELECT current_setting('weir.database', true) AS table_catalog, s.name AS table_schema, o.name AS table_name,
        CASE o.type WHEN 'table' THEN 'BASE TABLE' WHEN 'materialized-view' THEN 'MATERIALIZED VIEW' ELSE upper(replace(o.type, '-', ' ')) END AS table_type
    FROM mz_catalog.mz_relations o JOIN mz_catalog.mz_schemas s ON s.id = o.schema_id
    WHERE s.database_id IS NULL OR s.database_id = _weir.my_database();
CREATE OR REPLACE VIEW _weir_information.columns AS
    SELECT current_setting('weir.database', true) AS table_catalog, s.schema_name AS table_schema, s.name AS table_name,
        c.name AS column_name, c.position::bigint AS ordinal_position, c."default" AS column_default,
        CASE WHEN c.nullable THEN 'YES' ELSE 'NO' END AS is_nullable, c.type AS data_type,
        NULL::integer AS character_maximum_length, NULL::integer AS numeric_precision, NULL::integer AS numeric_scale
    FROM mz_catalog.mz_columns c
    JOIN (SELECT id, schema_name, name FROM _weir.named_item WHERE database_id = _weir.my_database() OR schema_id = '0'
        UNION ALL SELECT id, schema_name, name FROM _weir.system_relation) s ON s.id = c.id;
CREATE OR REPLACE VIEW _weir_information.views AS
    SELECT current_setting('weir.database', true) AS table_catalog, n.schema_name AS table_schema, n.name AS table_name, _weir.definition(n.create_sql, n.definition) AS view_definition
    FROM _weir.named_item n WHERE n.type = 'view' AND n.database_id = _weir.my_database();
CREATE OR REPLACE VIEW _weir_information.character_sets AS
    SELECT NULL::text AS character_set_catalog, NULL::text AS character_set_schema, 'UTF8'::text AS character_set_name, 'UCS'::text AS character_repertoire,
        'UTF8'::text AS form_of_use, current_setting('weir.database', true) AS default_collate_catalog, 'pg_catalog'::text AS default_collate_schema,
        'en_US.utf8'::text AS default_collate_name;
-- nothing here has a key or a trigger, and there are no routines
CREATE OR REPLACE VIEW _weir_information.table_constraints AS
    SELECT NULL::text AS constraint_catalog, NULL::text AS constraint_schema, NULL::text AS constraint_name, NULL::text AS table_catalog, NULL::text AS table_schema,
        NULL::text AS table_name, NULL::text AS constraint_type, NULL::text AS is_deferrable, NULL::text AS initially_deferred, NULL::text AS enforced,
        NULL::text AS nulls_distinct WHERE false;
CREATE OR REPLACE VIEW _weir_information.key_column_usage AS
    SELECT NULL::text AS constraint_catalog, NULL::text AS constraint_schema, NULL::text AS constraint_name, NULL::text AS table_catalog, NULL::text AS table_schema,
        NULL::text AS table_name, NULL::text AS column_name, NULL::integer AS ordinal_position, NULL::integer AS position_in_unique_constraint WHERE false;
CREATE OR REPLACE VIEW _weir_information.referential_constraints AS
    SELECT NULL::text AS constraint_catalog, NULL::text AS constraint_schema, NULL::text AS constraint_name, NULL::text AS unique_constraint_catalog,
        NULL::text AS unique_constraint_schema, NULL::text AS unique_constraint_name, NULL::text AS match_option, NULL::text AS update_rule, NULL::text AS delete_rule WHERE false;
CREATE OR REPLACE VIEW _weir_information.routines AS
    SELECT NULL::text AS routine_catalog, NULL::text AS routine_schema, NULL::text AS routine_name, NULL::text AS routine_type, NULL::text AS routine_definition WHERE false;
CREATE OR REPLACE VIEW _weir_information.triggers AS
    SELECT NULL::text AS trigger_catalog, NULL::text AS trigger_schema, NULL::text AS trigger_name, NULL::text AS event_manipulation, NULL::text AS event_object_catalog,
        NULL::text AS event_object_schema, NULL::text AS event_object_table, NULL::integer AS action_order, NULL::text AS action_condition, NULL::text AS action_statement,
        NULL::text AS action_orientation, NULL::text AS action_timing, NULL::text AS action_reference_old_table, NULL::text AS action_reference_new_table WHERE false;
