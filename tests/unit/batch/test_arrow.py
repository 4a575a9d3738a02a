from __future__ import annotations

import json

import pyarrow as pa
import pytest

import wirecopy

ROWS: list[dict[str, object]] = [
    {"text": "He left.\r\n\r\nRelated Posts\r\n", "n": 1},
    {"text": None, "n": 2},
    {"text": "Fine.\n", "n": 3},
]


@pytest.mark.parametrize("kind", ["table", "batch"])
def test_a_column_is_cleaned_and_the_rest_stays(kind: str) -> None:
    table = pa.Table.from_pylist(ROWS)
    given = table if kind == "table" else table.to_batches()[0]
    cleaned = wirecopy.clean_batch(given)
    assert type(cleaned) is type(given)
    assert cleaned.column("text").to_pylist() == ["He left.\n", None, "Fine.\n"]
    assert cleaned.column("n").to_pylist() == [1, 2, 3]
    report = json.loads(cleaned.column("wirecopy_report")[0].as_py())
    assert wirecopy.restore("He left.\n", report) == str(ROWS[0]["text"]).encode()
    assert cleaned.column("wirecopy_error").to_pylist() == [None, None, None]


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match="no column 'body'; the table has 'text', 'n'"):
        wirecopy.clean_batch(pa.Table.from_pylist(ROWS), text_column="body")
