"""psycopg2 as programs use it: parameters, executemany, COPY, named cursors, transactions, errors, notices, cancel."""

import io
import sys
import threading
import time

import psycopg2
import psycopg2.extras

connection = psycopg2.connect(sys.argv[1], application_name="suite", options="-c search_path=by_psycopg2 --cluster=quickstart")
connection.autocommit = True
cursor = connection.cursor()
assert connection.get_parameter_status("mz_version"), "no mz_version"
assert connection.server_version == 90500
cursor.execute("DROP SCHEMA IF EXISTS by_psycopg2 CASCADE")
cursor.execute("CREATE SCHEMA by_psycopg2")
cursor.execute("CREATE TABLE t (a int, b text, c numeric, d timestamp, e bool, f jsonb, g bytea)")
cursor.execute(
    "INSERT INTO t VALUES (%s, %s, %s, %s, %s, %s, %s)",
    (1, "it's ü", 1.5, "2020-01-02 03:04:05", True, '{"a": [1]}', psycopg2.Binary(b"\x00\xff")),
)
psycopg2.extras.execute_values(cursor, "INSERT INTO t (a, b) VALUES %s", [(i, f"row {i}") for i in range(2, 502)])
assert cursor.statusmessage.startswith("INSERT 0")
cursor.execute("SELECT * FROM t WHERE a = 1")
row = cursor.fetchone()
assert row[:3] == (1, "it's ü", row[2]) and float(row[2]) == 1.5 and row[3].year == 2020 and row[4] is True, row
assert row[5] == {"a": [1]} and bytes(row[6]) == b"\x00\xff", row
assert [column.name for column in cursor.description] == list("abcdefg")
cursor.copy_expert("COPY t (a, b) FROM STDIN WITH (FORMAT csv)", io.StringIO('1000,"x,y"\n1001,\n'))
out = io.StringIO()
cursor.copy_expert("COPY (SELECT a, b FROM t WHERE a >= 1000 ORDER BY a) TO STDOUT", out)
assert out.getvalue() == "1000\tx,y\n1001\t\\N\n", out.getvalue()

connection.autocommit = False
named = connection.cursor("portions")
named.itersize = 100
named.execute("SELECT a FROM t WHERE a < 1000 ORDER BY a")
assert [a for (a,) in named] == list(range(1, 502))
named.close()
connection.rollback()
cursor.execute("INSERT INTO t (a) VALUES (5000)")
connection.rollback()
cursor.execute("SELECT count(*) FROM t WHERE a = 5000")
assert cursor.fetchone() == (0,)
connection.rollback()
try:
    cursor.execute("SELECT nope FROM t")
    raise AssertionError("no error")
except psycopg2.errors.UndefinedColumn as error:
    assert error.diag.message_primary == 'column "nope" does not exist' and error.diag.statement_position == "8"
connection.rollback()
connection.autocommit = True
cursor.execute("DROP TABLE IF EXISTS nowhere")
assert any("nowhere" in notice for notice in connection.notices), connection.notices
cursor.execute("SET cluster = quickstart")

threading.Timer(0.5, connection.cancel).start()
started = time.time()
try:
    cursor.execute("SUBSCRIBE t")
    raise AssertionError("not cancelled")
except psycopg2.errors.QueryCanceled:
    assert time.time() - started < 10
cursor.execute("SELECT pid FROM (SELECT pg_backend_pid() AS pid) x")
assert cursor.fetchone()[0] == connection.info.backend_pid
cursor.execute("DROP SCHEMA by_psycopg2 CASCADE")
