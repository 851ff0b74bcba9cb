-- Types of Materialize that PostgreSQL lacks, under Materialize's own OIDs. Run once, in binary upgrade mode, which is
-- what lets OIDs be chosen. The input and output functions are PostgreSQL's own.
CREATE SCHEMA mz_catalog
;
SELECT pg_catalog.binary_upgrade_set_next_pg_type_oid(16552), pg_catalog.binary_upgrade_set_next_array_pg_type_oid(16553)
;
CREATE TYPE mz_catalog.mz_timestamp
;
CREATE FUNCTION mz_catalog.mz_timestamp_in(cstring) RETURNS mz_catalog.mz_timestamp LANGUAGE internal IMMUTABLE STRICT AS 'int8in'
;
CREATE FUNCTION mz_catalog.mz_timestamp_out(mz_catalog.mz_timestamp) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int8out'
;
CREATE TYPE mz_catalog.mz_timestamp (INPUT = mz_catalog.mz_timestamp_in, OUTPUT = mz_catalog.mz_timestamp_out, LIKE = int8)
;
SELECT pg_catalog.binary_upgrade_set_next_pg_type_oid(16464), pg_catalog.binary_upgrade_set_next_array_pg_type_oid(16465)
;
CREATE TYPE mz_catalog.uint8
;
CREATE FUNCTION mz_catalog.uint8_in(cstring) RETURNS mz_catalog.uint8 LANGUAGE internal IMMUTABLE STRICT AS 'int8in'
;
CREATE FUNCTION mz_catalog.uint8_out(mz_catalog.uint8) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int8out'
;
CREATE TYPE mz_catalog.uint8 (INPUT = mz_catalog.uint8_in, OUTPUT = mz_catalog.uint8_out, LIKE = int8)
;
SELECT pg_catalog.binary_upgrade_set_next_pg_type_oid(16462), pg_catalog.binary_upgrade_set_next_array_pg_type_oid(16463)
;
CREATE TYPE mz_catalog.uint4
;
CREATE FUNCTION mz_catalog.uint4_in(cstring) RETURNS mz_catalog.uint4 LANGUAGE internal IMMUTABLE STRICT AS 'int8in'
;
CREATE FUNCTION mz_catalog.uint4_out(mz_catalog.uint4) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int8out'
;
CREATE TYPE mz_catalog.uint4 (INPUT = mz_catalog.uint4_in, OUTPUT = mz_catalog.uint4_out, LIKE = int8)
;
SELECT pg_catalog.binary_upgrade_set_next_pg_type_oid(16460), pg_catalog.binary_upgrade_set_next_array_pg_type_oid(16461)
;
CREATE TYPE mz_catalog.uint2
;
CREATE FUNCTION mz_catalog.uint2_in(cstring) RETURNS mz_catalog.uint2 LANGUAGE internal IMMUTABLE STRICT AS 'int8in'
;
CREATE FUNCTION mz_catalog.uint2_out(mz_catalog.uint2) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int8out'
;
CREATE TYPE mz_catalog.uint2 (INPUT = mz_catalog.uint2_in, OUTPUT = mz_catalog.uint2_out, LIKE = int8)
;
SELECT pg_catalog.binary_upgrade_set_next_pg_type_oid(16566), pg_catalog.binary_upgrade_set_next_array_pg_type_oid(16567)
;
CREATE TYPE mz_catalog.mz_aclitem
;
CREATE FUNCTION mz_catalog.mz_aclitem_in(cstring) RETURNS mz_catalog.mz_aclitem LANGUAGE internal IMMUTABLE STRICT AS 'textin'
;
CREATE FUNCTION mz_catalog.mz_aclitem_out(mz_catalog.mz_aclitem) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout'
;
CREATE TYPE mz_catalog.mz_aclitem (INPUT = mz_catalog.mz_aclitem_in, OUTPUT = mz_catalog.mz_aclitem_out, LIKE = text)
;
