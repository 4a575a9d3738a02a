"""HTML entities left in text: with and without their semicolon, encoded twice, numbered, in capitals."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from wirecopy.passes.encoding.changes import Change
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from wirecopy.passes.encoding.changes import Trace

RULE = "encoding.entity"
_ROUNDS = 4
_COMPLETE = lazy(r"&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Without a semicolon only what cannot be the name of a field in a query: accented letters, quotation marks, dashes.
_OPEN = lazy(
    r"&(?:#(?:3[2-9]|[4-9]\d|1[0-5]\d|1[6-9]\d|2\d\d|3[0-7]\d|8[12]\d\d)(?![\d;])"
    r"|[aeiounycszAEIOUNYCSZ](?:acute|grave|circ|uml|tilde|cedil|ring|caron|slash)|szlig|[ao]elig|AElig|OElig|eth|thorn"
    r"|[lr][sd]quo|[sb]dquo|[lr]aquo|[lr]saquo|[mn]dash|hellip|nbsp|iexcl|iquest|pound|euro|deg(?![a-z])|bull(?![a-z])|middot"
    r"|trade|amp(?![A-Za-z0-9=#]))(?![;=])"
)
_TAG = lazy(r"</?[a-zA-Z][^<>\n]{0,200}>")
_MARKUP = frozenset("<>")


def repair(trace: Trace) -> None:
    """Decode entities until none is left; `&lt;` and `&gt;` stay where the text has tags."""
    if "&" not in trace.text:
        return
    for _ in range(_ROUNDS):
        text = trace.text
        tags = _TAG.search(text) is not None
        found: dict[int, Change] = {}
        for pattern in (_COMPLETE, _OPEN):
            for match in pattern.finditer(text):
                new = _character(match.group())
                if new != match.group() and not (tags and new in _MARKUP):
                    found.setdefault(match.start(), Change(match.start(), match.end(), new, RULE))
        if not trace.take([found[start] for start in sorted(found)]):
            return


def _character(entity: str) -> str:
    """Return what an entity stands for; itself when it is none."""
    entity = re.sub("&(?:amp;)+(?=[#A-Za-z])", "&", entity)
    import html  # a table of 2,000 names, which a text without entities does not need

    new = html.unescape(entity if entity.endswith(";") else entity + ";")
    if new != entity:
        return new.replace("\x00", "")
    return _capitals().get(entity, entity)


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    """Return entities of small letters that somebody's capitals ran over: `&NTILDE;` is Ñ."""
    from html.entities import html5

    names = (name for name in html5 if name.endswith(";") and name == name.lower() and name.upper() not in html5)
    return {f"&{name.upper()}": html5[name].upper() for name in names}
