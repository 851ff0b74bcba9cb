# What people type into psql; stops at the first error.
set -e
url=$1
ask() { psql "$url" -v ON_ERROR_STOP=1 -Atq "$@"; }
same() { [ "$1" = "$2" ] || { echo "expected: $2"; echo "is: $1"; exit 1; }; }

ask -c "DROP SCHEMA IF EXISTS by_psql CASCADE" -c "CREATE SCHEMA by_psql" -c "CREATE TABLE by_psql.t (a int, b text)"
printf '1\tone\n2\t\\N\n' | ask -c "\copy by_psql.t from stdin"
same "$(ask -c "\copy (select * from by_psql.t order by a) to stdout with csv")" "1,one
2,"
same "$(ask -c "SELECT a, b IS NULL FROM by_psql.t ORDER BY a")" "1|f
2|t"
same "$(printf 'BEGIN;\nDECLARE c CURSOR FOR SELECT a FROM by_psql.t ORDER BY a;\nFETCH 1 c;\nCOMMIT;\n' | ask)" "1"
same "$(PGOPTIONS='--search_path=by_psql -c cluster=quickstart' ask -c "SELECT count(*) FROM t")" "2"
same "$(ask -c "\echo :SERVER_VERSION_NAME")" "9.5.0"
for mode in disable prefer require; do same "$(psql "$url?sslmode=$mode" -Atqc 'SELECT 1')" 1; done
ask -c "SELECT * FROM nowhere" 2>/dev/null && exit 1
for command in '\d' '\dt' '\dt by_psql.*' '\dv' '\dm' '\di' '\dn' '\du' '\l' '\d by_psql.t' '\dT' '\df' '\ds' '\conninfo'; do
    ask -c "$command" > /dev/null || echo "fails: $command" >> "${PSQL_FAILURES:-/dev/stderr}"
done
ask -c "DROP SCHEMA by_psql CASCADE"
