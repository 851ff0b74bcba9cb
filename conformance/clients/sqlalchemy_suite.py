"""SQLAlchemy's reflection and a session, with the PostgreSQL dialect."""

import sys

import sqlalchemy as sa

engine = sa.create_engine(sys.argv[1].replace("postgres://", "postgresql+psycopg2://"), isolation_level="AUTOCOMMIT")
with engine.connect() as connection:
    connection.execute(sa.text("DROP SCHEMA IF EXISTS by_sqlalchemy CASCADE"))
    connection.execute(sa.text("CREATE SCHEMA by_sqlalchemy"))
    connection.execute(sa.text("CREATE TABLE by_sqlalchemy.t (a int NOT NULL, b text)"))
    connection.execute(sa.text("CREATE VIEW by_sqlalchemy.v AS SELECT a FROM by_sqlalchemy.t"))
    connection.execute(sa.text("INSERT INTO by_sqlalchemy.t VALUES (:a, :b)"), [{"a": 1, "b": "x"}, {"a": 2, "b": None}])
    assert connection.execute(sa.text("SELECT sum(a) FROM by_sqlalchemy.t")).scalar() == 3
    inspector = sa.inspect(engine)
    assert "by_sqlalchemy" in inspector.get_schema_names()
    assert inspector.get_table_names(schema="by_sqlalchemy") == ["t"]
    assert inspector.get_view_names(schema="by_sqlalchemy") == ["v"]
    for what in ("get_columns", "get_pk_constraint", "get_foreign_keys", "get_indexes", "get_unique_constraints",
                 "get_check_constraints", "get_table_comment"):
        try:
            found = getattr(inspector, what)("t", schema="by_sqlalchemy")
        except Exception as failed:  # noqa: BLE001: all of them are told at the end
            print("fails:", what, str(failed).splitlines()[0])
            continue
        if what == "get_columns":
            assert [(c["name"], str(c["type"]), c["nullable"]) for c in found] == [
                ("a", "INTEGER", False), ("b", "TEXT", True)], found
    connection.execute(sa.text("DROP SCHEMA by_sqlalchemy CASCADE"))
