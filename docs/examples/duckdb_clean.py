"""Clean the result of a DuckDB query batch by batch, and query what came out. Memory stays flat: one batch at a time."""

import duckdb
import pyarrow as pa

import wirecopy

connection = duckdb.connect()
connection.execute("CREATE TABLE pages AS SELECT 1 AS id, E'The ferry left at 8.\\n\\nRelated Posts\\n' AS text")
batches = connection.sql("SELECT * FROM pages").to_arrow_reader(10_000)
cleaned = pa.Table.from_batches(wirecopy.clean_batch(batch) for batch in batches)
print(connection.execute("SELECT text FROM cleaned WHERE wirecopy_error IS NULL").fetchall())
