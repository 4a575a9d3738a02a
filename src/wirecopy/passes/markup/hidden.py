"""Parts of a block that a page does not show: elements inside its text that an attribute or their own style hides.

Style sheets are not read: what a class hides on one screen is seen on another.
"""

from __future__ import annotations

import re

from wirecopy.text.lazy import lazy

_QUOTED = r"\"[^\"<>]*\"|'[^'<>]*'"
_TAG = lazy(
    r"<(/?)(a|abbr|b|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|time|u)(?=[\s/>])"
    rf"((?:[^<>\"']|{_QUOTED})*)>",
    re.IGNORECASE,
)
_HIDES = lazy(
    rf"(?:[^\"']|{_QUOTED})*?(?:\shidden(?=[\s=/]|\Z)"
    r"|\sstyle\s*=\s*[\"'][^\"']*?(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden))",
    re.IGNORECASE,
)
_LOOK_BACK = 16
"""How many open elements an end tag is looked for among: bounds the work on broken pages."""


def parts(source: str, start: int, end: int) -> dict[int, int]:
    """Return where the hidden elements in `[start, end)` begin and end; one without an end tag there is left alone."""
    found: dict[int, int] = {}
    if source.find("none", start, end) < 0 and source.find("hidden", start, end) < 0:
        return found
    opened: list[tuple[str, int, bool]] = []
    for tag in _TAG.finditer(source, start, end):
        name = tag[2].lower()
        if not tag[1]:
            opened.append((name, tag.start(), _HIDES.match(tag[3]) is not None))
            continue
        for back, (other, begin, hides) in enumerate(reversed(opened[-_LOOK_BACK:]), 1):
            if other == name:
                del opened[-back:]
                if hides:
                    found[begin] = tag.end()
                break
    return found
