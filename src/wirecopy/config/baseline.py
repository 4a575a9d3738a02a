"""The baseline: a JSON file of findings that were accepted as they are, known by rule, text and context."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.config.model import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

VERSION = 1
_EXCERPT = 80


def keys(path: str) -> frozenset[str]:
    """Return the keys of the accepted findings in the baseline at `path`.

    Raises:
        ConfigError: there is no such file, or it is no baseline.

    """
    try:
        changed = Path(path).stat().st_mtime_ns
    except OSError as error:
        raise ConfigError(
            f"{path}: the baseline cannot be read: {error.strerror} (`wirecopy check PATH... --write-baseline {path}` writes one)"
        ) from error
    return frozenset(_entries(path, changed))


def entries(path: str) -> dict[str, str]:
    """Return the accepted findings: key, and what they are in a few words."""
    keys(path)
    return _entries(path, Path(path).stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _entries(path: str, changed: int) -> dict[str, str]:  # noqa: ARG001 - a new time makes a new entry of the cache
    try:
        data = json.loads(Path(path).read_text("utf-8"))
        if data["baseline"] != VERSION:
            raise ConfigError(
                f"{path}: a baseline of version {data['baseline']}; this wirecopy reads version {VERSION}"
            )
        return {item["key"]: f"{item['rule']} “{item['text']}”" for item in data["findings"]}
    except json.JSONDecodeError as error:
        raise ConfigError(f"{path}:{error.lineno}: not JSON: {error.msg}") from error
    except (KeyError, TypeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not a baseline that wirecopy wrote: {error!r}") from error


def dump(findings: Iterable[tuple[str, str, str, str]]) -> str:
    """Return the file for findings (key, rule, text, path): sorted, each once, one a line, so that its diffs can be read."""
    rows: Mapping[str, dict[str, str]] = {
        key: {"key": key, "rule": rule, "text": _excerpt(text), "first seen in": path}
        for key, rule, text, path in sorted(findings, key=lambda row: (row[3], row[1], row[0]), reverse=True)
    }
    lines = ",\n".join(
        f"  {json.dumps(row)}" for row in sorted(rows.values(), key=lambda row: (row["rule"], row["key"]))
    )
    return f'{{"baseline": {VERSION}, "findings": [\n{lines}\n]}}\n'


def _excerpt(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
