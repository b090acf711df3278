// Runs SQL with DuckDB, in memory, and prints each result as one JSON line:
//
//	node query.mjs SQL...
//
// A line is {"columns": [{"name", "type"}], "rows": [[value]]}; a value is
// what DuckDB itself writes as JSON, so that no number passes through a float.
import { DuckDBInstance } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(':memory:', { autoinstall_known_extensions: 'false' });
const connection = await instance.connect();
for (const sql of process.argv.slice(2)) {
	const reader = await connection.runAndReadAll(sql);
	const names = reader.columnNames();
	const columns = reader.columnTypes().map((type, i) => ({ name: names[i], type: type.toString() }));
	const list = names.map((name) => {
		const column = '"' + name.replaceAll('"', '""') + '"';
		return { BLOB: `lower(hex(${column}))`, 'TIMESTAMP WITH TIME ZONE': `epoch_us(${column})` }[columns.find((c) => c.name === name).type] ?? column;
	});
	const asJSON = await connection.runAndReadAll(`SELECT CAST(to_json([${list.map((e) => `to_json(${e})`).join(', ')}]) AS VARCHAR) FROM (${sql})`);
	const rows = asJSON.getRows().map((row) => row[0]);
	process.stdout.write(`{"columns":${JSON.stringify(columns)},"rows":[${rows.join(',')}]}\n`);
}
connection.closeSync();
