"""A result that was written down and read again is the same result."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import wirecopy
from wirecopy.cache.record import BrokenRecordError, dump, load
from wirecopy.model import Result, Source

if TYPE_CHECKING:
    from pathlib import Path


def again(result: Result) -> Result:
    source = result.source
    return load(dump(result), source.raw, lang=source.lang, url=source.url, path=source.path)


def parts(result: Result) -> list[object]:
    here = result.map
    return [
        *(value for name, value in result._asdict().items() if name not in {"source", "map"}),
        *(list(getattr(here, name)) for name in ("source_starts", "text_starts", "lengths")),
        *(getattr(result.source, name) for name in ("raw", "decoded", "text", "encoding", "media", "lang", "url", "path")),
        result.report(),
    ]  # fmt: skip


def test_every_sample_comes_back(root: Path) -> None:
    files = sorted((root / "samples").glob("*/source.*"))
    assert len(files) >= 15
    for path in files:
        result = wirecopy.clean(Source(path.read_bytes(), path=path.name, url="https://example.org/a"))
        assert parts(again(result)) == parts(result), path


@given(st.one_of(st.binary(max_size=80), st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_come_back(raw: bytes) -> None:
    result = wirecopy.clean(raw)
    assert parts(again(result)) == parts(result)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not squeezed",
        zlib.compress(b"[]"),
        zlib.compress(b"{}"),
        zlib.compress(b'{"decoded":[null,[],"utf-8","x"],"media":"text","text":null,"findings":[[1]]}'),
    ],
)
def test_what_is_no_record_is_told(data: bytes) -> None:
    with pytest.raises(BrokenRecordError):
        load(data, b"He left.\n", lang=None, url=None, path=None)
