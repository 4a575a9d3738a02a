"""What the built-in passes can be told under `[options.PASS]`. Passes of other packages check their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.config.problems import hint

if TYPE_CHECKING:
    from collections.abc import Mapping

_KNOWN: Mapping[str, tuple[str, ...]] = {
    "boilerplate": ("boldness",),
    "consistency": (),
    "encoding": (),
    "grammar": ("url", "cache-folder", "cache-mb", "heap-mb", "start-seconds", "threads"),
    "markdown": (),
    "markup": ("headline",),
    "phrasing": (),
    "structure": (),
    "typos": ("words", "patterns"),
    "whitespace": (),
}
_VALUES: Mapping[tuple[str, str], tuple[object, ...]] = {
    ("boilerplate", "boldness"): ("gentle", "balanced", "strict"),
    ("markup", "headline"): (True, False),
}
"""Where only some values are right; elsewhere the pass itself looks."""


def wrong(name: str, table: Mapping[str, object]) -> tuple[str, str] | None:
    """Return the key that the pass `name` cannot be told, and why; None if there is none."""
    known = _KNOWN.get(name)
    if known is None:
        return None
    for key, value in table.items():
        if key not in known:
            return key, "unknown key" + (hint(key, known) if known else f": {name} has none")
        values = _VALUES.get((name, key))
        if values and value not in values:
            return key, f"must be one of {', '.join(str(one).lower() for one in values)}"
    return None
