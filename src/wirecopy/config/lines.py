"""The line of a key in a TOML file. tomllib gives none; this looks for table headers and `key =` and needs no more."""

from __future__ import annotations

from wirecopy.text.lazy import lazy

_HEADER = lazy(r"\s*(\[\[?)\s*([^\]#]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = lazy(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = lazy(r"""[\w-]+|"[^"]*"|'[^']*'""")


def line_of(text: str, keys: tuple[str, ...]) -> int:
    """Return the line (from 1) of the key at `keys`, or of the nearest table around it; items of lists go by number."""
    best, depth = 1, 0
    table: tuple[str, ...] = ()
    counts: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _parts(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, str(counts[table]))
            found = table
        elif key := _KEY.match(line):
            found = (*table, *_parts(key[1]))
        else:
            continue
        common = _common(found, keys)
        if common == len(found) and common > depth:
            best, depth = number, common
        if depth == len(keys):
            break
    return best


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count
