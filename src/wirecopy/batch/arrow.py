"""clean_batch: a column of documents in Arrow, for any engine that hands such batches around (Ray Data, Spark, Polars, DuckDB)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wirecopy.batch.record import Record
from wirecopy.batch.worker import work
from wirecopy.config import Config, from_mapping
from wirecopy.text.language import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyarrow as pa

REPORT, ERROR = "wirecopy_report", "wirecopy_error"


def clean_batch(
    table: pa.RecordBatch | pa.Table,
    *,
    text_column: str = "text",
    url_column: str | None = "url",
    lang_column: str | None = "lang",
    media: str | None = None,
    config: Config | Mapping[str, object] | None = None,
) -> Any:
    """Clean a column of documents.

    Args:
        table: a record batch or table.
        text_column: the column with the documents, str or bytes.
        url_column: the column with the URL of each, used where it exists.
        lang_column: the column with the language of each, used where it exists.
        media: "text" or "html" for all documents; None: found out for each.
        config: a `Config`, or plain data with the keys of the TOML file.

    Returns:
        A table of the same kind and row order: the text column cleaned (null where a document failed or was null), and
        two columns more, `wirecopy_report` (the JSON report) and `wirecopy_error`.

    Raises:
        KeyError: there is no such text column.

    """
    import pyarrow as pa

    names = table.schema.names
    if text_column not in names:
        raise KeyError(f"no column {text_column!r}; the table has {', '.join(map(repr, names))}")
    settings = config if isinstance(config, Config) else from_mapping(config or {})
    outcomes = [
        record and work(record, settings) for record in _records(table, text_column, url_column, lang_column, media)
    ]
    done = [outcome if outcome and not outcome.error else None for outcome in outcomes]
    texts = [outcome and outcome.text.decode("utf-8", "replace") for outcome in done]
    reports = [outcome and outcome.report.decode() for outcome in done]
    errors = [outcome and outcome.error for outcome in outcomes]
    columns = {name: table.column(name) for name in names}
    columns[text_column] = pa.array(texts, pa.large_string())
    columns[REPORT] = pa.array(reports, pa.large_string())
    columns[ERROR] = pa.array(errors, pa.string())
    return type(table).from_pydict(columns)


def _records(
    table: pa.RecordBatch | pa.Table, text: str, url: str | None, lang: str | None, media: str | None
) -> Iterator[Record | None]:
    """Yield a record for each row; None where the text is null."""
    names = table.schema.names
    urls = table.column(url) if url in names else None
    langs = table.column(lang) if lang in names else None
    for number, value in enumerate(table.column(text)):
        data = value.as_py()
        if data is None:
            yield None
            continue
        yield Record(
            f"row {number}",
            data if isinstance(data, str | bytes) else str(data),
            url=urls[number].as_py() if urls is not None else None,
            lang=code_of(langs[number].as_py()) if langs is not None else None,
            media=media,
        )
