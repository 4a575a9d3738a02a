"""Normal forms: of a line, so that it is the same one on another day; of a host, so that it is the same site."""

from __future__ import annotations

import re

from wirecopy.text import dates
from wirecopy.text.lazy import lazy
from wirecopy.text.normal import line_key

DATE = "#date"
_DIGITS = lazy(r"\d+")
_HOST = lazy(r"(?:[a-z][a-z0-9+.\-]*:)?//(?:[^/@?#]*@)?([^/:?#\s]+)|((?:[\w\-]+\.)+[^\W\d_]{2,}$)", re.IGNORECASE)


def site_key(line: str) -> str:
    """Return the key of a line: a date is as good as any other, so is a number; case and edge marks do not count.

    Empty for a line without a letter or digit.
    """
    line = line.strip()
    if dates.read(line) is not None:
        return DATE
    key = line_key(line)
    if key or not any(map(str.isalnum, line)):
        return dates.mask(key)
    return _DIGITS.sub("0", " ".join(line.casefold().split()))


def host_key(address: str) -> str | None:
    """Return the host that a URL or a bare host name names, in small letters without `www.`; None if it names none."""
    match = _HOST.match(address.strip())
    if match is None:
        return None
    return (match[1] or match[2]).lower().removeprefix("www.")
