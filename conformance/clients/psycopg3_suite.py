"""psycopg 3: server-side parameters in text and binary, pipelines, prepared statements, COPY, streams, server cursors."""

import sys

import psycopg

with psycopg.connect(sys.argv[1], autocommit=True) as connection:
    connection.execute("DROP SCHEMA IF EXISTS by_psycopg3 CASCADE")
    connection.execute("CREATE SCHEMA by_psycopg3")
    connection.execute("SET search_path = by_psycopg3")
    connection.execute("CREATE TABLE t (a int, b text, c timestamptz, d numeric)")
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO t (a, b) VALUES (%s, %s)", [(i, f"row {i}") for i in range(50)])
    for binary in (False, True):
        with connection.cursor(binary=binary) as cursor:
            for i in range(8):  # prepared by itself from the sixth time on
                found = cursor.execute("SELECT a, b FROM t WHERE a = %s AND b = %b", (i, f"row {i}")).fetchall()
                assert found == [(i, f"row {i}")], found
    row = connection.execute("SELECT %s::timestamptz, %s::numeric, %s::bool", ("2020-01-01Z", 1.25, True)).fetchone()
    assert row[0].year == 2020 and float(row[1]) == 1.25 and row[2] is True
    with connection.pipeline() as pipeline:
        first = connection.execute("SELECT 1")
        second = connection.execute("SELECT a FROM t WHERE a = 7")
        pipeline.sync()
        assert first.fetchone() == (1,) and second.fetchone() == (7,)
    try:
        with connection.pipeline():
            connection.execute("SELECT 1 / (SELECT 0)")
            connection.execute("SELECT 2")
        raise AssertionError("no error")
    except psycopg.errors.DivisionByZero:
        pass
    with connection.cursor() as cursor:
        with cursor.copy("COPY t (a, b) FROM STDIN") as copy:
            for i in range(100, 200):
                copy.write_row((i, None if i % 2 else "x"))
        with cursor.copy("COPY (SELECT count(*), count(b) FROM t) TO STDOUT") as copy:
            assert b"".join(copy) == b"150\t100\n"
    with connection.transaction():
        with connection.cursor(name="portions") as cursor:
            cursor.execute("SELECT a FROM t ORDER BY a")
            assert len(cursor.fetchmany(10)) == 10 and len(cursor.fetchall()) == 140
    with connection.cursor() as cursor:
        told = next(cursor.stream("SUBSCRIBE (SELECT count(*) FROM t)"))
        assert told[2] == 150, told
with psycopg.connect(sys.argv[1], autocommit=True) as connection:
    connection.execute("DROP SCHEMA by_psycopg3 CASCADE")
