-- What the sessions' role may use: everything of the sandbox's, which clients cannot name.
GRANT USAGE ON SCHEMA mz_catalog, mz_internal, mz_introspection, mz_unsafe, _weir, _weir_final, _weir_record, _weir_pg, _weir_information TO PUBLIC;
GRANT SELECT ON ALL TABLES IN SCHEMA mz_catalog, mz_internal, mz_introspection, _weir_pg, _weir_information TO PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA _weir TO PUBLIC;
REVOKE ALL ON _weir.secret FROM PUBLIC;
