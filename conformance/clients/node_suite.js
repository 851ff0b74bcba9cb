// node-postgres: parameters, named statements, many at once from a pool, errors, notices.
const assert = require('node:assert');
const { Pool, Client } = require('pg');

async function main() {
  const url = process.argv[2];
  const client = new Client({ connectionString: url, application_name: 'suite' });
  const notices = [];
  client.on('notice', (notice) => notices.push(notice.message));
  await client.connect();
  await client.query('DROP SCHEMA IF EXISTS by_node CASCADE');
  await client.query('CREATE SCHEMA by_node');
  await client.query('CREATE TABLE by_node.t (a int, b text, c timestamptz, d jsonb)');
  await client.query('INSERT INTO by_node.t VALUES ($1, $2, $3, $4)', [1, "it's ü", new Date(0), { a: [1] }]);
  for (let i = 0; i < 3; i++) {
    const { rows } = await client.query({ name: 'one', text: 'SELECT * FROM by_node.t WHERE a = $1', values: [1] });
    assert.deepStrictEqual(rows, [{ a: 1, b: "it's ü", c: new Date(0), d: { a: [1] } }]);
  }
  const several = await client.query('SELECT 1 AS a; SELECT 2 AS a');
  assert.deepStrictEqual(several.map((each) => each.rows[0].a), [1, 2]);
  await assert.rejects(client.query('SELECT nope FROM by_node.t'), (error) => error.code === '42703' && error.position === '8');
  await client.query('DROP TABLE IF EXISTS by_node.nowhere');
  assert(notices.length > 0, 'no notice');
  await client.query('BEGIN');
  await client.query('INSERT INTO by_node.t (a) VALUES (2)');
  await client.query('ROLLBACK');
  assert.strictEqual((await client.query('SELECT count(*) FROM by_node.t')).rows[0].count, '1');
  const pool = new Pool({ connectionString: url, max: 10 });
  const answers = await Promise.all([...Array(50).keys()].map((i) => pool.query('SELECT $1::int AS i', [i])));
  assert.deepStrictEqual(answers.map((each) => each.rows[0].i), [...Array(50).keys()]);
  await pool.end();
  const secure = new Client({ connectionString: url, ssl: { rejectUnauthorized: false } });
  await secure.connect();
  assert.strictEqual((await secure.query('SELECT 1 AS a')).rows[0].a, 1);
  await secure.end();
  await client.query('DROP SCHEMA by_node CASCADE');
  await client.end();
}

main().catch((error) => { console.error(error); process.exit(1); });
