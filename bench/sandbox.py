#!/usr/bin/env python3
"""What the sandbox costs: starting it, a statement beside the PostgreSQL behind it, 2,000 views, a SUBSCRIBE, memory.

usage: sandbox.py --weir COMMAND [--views N] [--statements N]

Speaks the protocol itself, so that nothing but Python is needed. The PostgreSQL behind is asked the same on its own port;
numbers are medians, and on a machine that does other things only their ratios mean something.
"""

import argparse
import os
import re
import socket
import statistics
import struct
import subprocess
import tempfile
import time
from pathlib import Path


class Session:
    """A connection by the simple protocol."""

    def __init__(self, port, user, password, database):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.file = self.socket.makefile("rb")
        body = struct.pack(">i", 0x30000)
        for text in ("user", user, "database", database, ""):
            body += text.encode() + b"\0"
        self.socket.sendall(struct.pack(">i", len(body) + 4) + body)
        while True:
            kind, message = self.read()
            if kind == b"R" and struct.unpack(">i", message[:4])[0] == 3:
                self.send(b"p", password.encode() + b"\0")
            if kind == b"E":
                raise OSError(message.decode(errors="replace"))
            if kind == b"Z":
                return

    def read(self):
        kind = self.file.read(1)
        if not kind:
            raise OSError("closed")
        return kind, self.file.read(struct.unpack(">i", self.file.read(4))[0] - 4)

    def send(self, kind, body):
        self.socket.sendall(kind + struct.pack(">i", len(body) + 4) + body)

    def ask(self, sql):
        """The number of rows."""
        self.send(b"Q", sql.encode() + b"\0")
        rows = 0
        error = None
        while True:
            kind, message = self.read()
            rows += kind == b"D"
            if kind == b"E":
                error = message
            if kind == b"Z":
                if error:
                    raise OSError(error.decode(errors="replace"))
                return rows

    def close(self):
        self.socket.close()


def timed(what):
    started = time.perf_counter()
    what()
    return time.perf_counter() - started


def median_millis(sessions, sql, times):
    """Of each session; asked in turn, so that what else the machine does meets all of them."""
    for _ in range(times // 4):
        for session in sessions:
            session.ask(sql)
    rounds = [[timed(lambda: session.ask(sql)) for session in sessions] for _ in range(times)]
    return [statistics.median(each) * 1000 for each in zip(*rounds)]


def resident_mib(pid):
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0
    return int(re.search(r"VmRSS:\s+(\d+)", status.read_text()).group(1)) / 1024


def postgres_port(folder):
    return int((folder / ".weir/sandbox/pg/postmaster.pid").read_text().splitlines()[3])


CACHE_QUERY = """select d.name, s.name, o.name, case o.type when 'materialized-view' then 'materialized_view' else o.type end
from mz_objects o left join mz_sources so on o.id = so.id join mz_schemas s on o.schema_id = s.id and s.name = 'many'
join mz_databases d on s.database_id = d.id and d.name = 'materialize'
where o.type in ('table', 'source', 'view', 'materialized-view', 'index', 'sink')
and coalesce(so.type, '') not in ('subsource', 'progress')"""


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--weir", required=True)
    arguments.add_argument("--views", type=int, default=2000)
    arguments.add_argument("--statements", type=int, default=400)
    options = arguments.parse_args()

    def weir(*words):
        done = subprocess.run([options.weir, "sandbox", *words], cwd=folder, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.chmod(folder, 0o755)
        try:
            print(f"first start            {timed(lambda: weir('start', '--detach')):8.2f} s", flush=True)
            again = []
            for _ in range(3):
                weir("stop")
                again.append(timed(lambda: weir("start", "--detach")))
            print(f"later starts           {statistics.median(again):8.2f} s", flush=True)
            port = int(re.search(r":(\d+)/", weir("psql-url")).group(1))
            pid = int(re.search(r"process  (\d+)", weir("status")).group(1))
            password = (folder / ".weir/sandbox/password").read_text().strip()
            behind = Session(postgres_port(folder), "weir_admin", password, "postgres")
            front = Session(port, "materialize", "any", "materialize")
            print(f"idle memory            {resident_mib(pid):8.0f} MiB", flush=True)
            front.ask("create table numbers (a int, b text)")
            front.ask("insert into numbers select g, 'row ' || g::text from generate_series(1, 20000) as g")
            for label, sql in {
                "select 1": "select 1",
                "one row of a table": "select * from public.numbers where a = 77",
                "grouping 20,000 rows": "select b like '%7', count(*), sum(a) from public.numbers group by 1",
                "20,000 rows": "select * from public.numbers",
            }.items():
                plain, ours = median_millis((behind, front), sql, options.statements if "20" not in label else options.statements // 10)
                print(f"{label:22} {ours:8.3f} ms, PostgreSQL {plain:.3f} ms: {ours - plain:+.3f} ms, {ours / plain:.2f} times", flush=True)
            connect = statistics.median(timed(lambda: Session(port, "materialize", "any", "materialize").close()) for _ in range(50))
            print(f"a connection           {connect * 1000:8.1f} ms, {60 / connect:,.0f} a minute one after another", flush=True)

            front.ask("create schema many")

            def make():
                for i in range(options.views):
                    front.ask(f"create view many.v{i} as (select a, b from public.numbers where a > {i})")

            made = timed(make)
            found = []
            listed = timed(lambda: found.append(front.ask(CACHE_QUERY)))
            assert found == [options.views], found
            print(f"{options.views} views created     {made:8.2f} s, listed in {listed:.3f} s", flush=True)

            print(f"SUBSCRIBE tells after  {subscribe(port, front):8.1f} ms", flush=True)
        finally:
            subprocess.run([options.weir, "sandbox", "stop"], cwd=folder, stdout=subprocess.DEVNULL)


def subscribe(port, front):
    """Milliseconds from a committed row to its being told."""
    front.ask("create table told (a int)")
    reader = Session(port, "materialize", "any", "materialize")
    reader.send(b"Q", b"COPY (SUBSCRIBE told) TO STDOUT\0")
    while reader.read()[0] != b"H":
        pass
    delays = []
    for i in range(15):
        time.sleep(0.3)
        front.ask(f"insert into told values ({i})")
        committed = time.perf_counter()
        while reader.read()[0] != b"d":
            pass
        delays.append(time.perf_counter() - committed)
    reader.close()
    return statistics.median(delays) * 1000


if __name__ == "__main__":
    main()
