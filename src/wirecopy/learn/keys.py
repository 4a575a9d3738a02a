"""Normal forms: of a line, so that it is the same one on another day; of a host, so that it is the same site."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from wirecopy.text import dates
from wirecopy.text.lazy import lazy
from wirecopy.text.normal import line_key

if TYPE_CHECKING:
    from collections.abc import Collection

    from wirecopy.model import Source

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


def host_of(source: Source, known: Collection[str]) -> str | None:
    """Return which of the known hosts a document is from: by its URL, else by a folder of that name on its path."""
    if source.url:
        host = host_key(source.url)
        return host if host in known else None
    folders = PurePath(source.path).parts[:-1] if source.path and known else ()
    hosts = (folder.lower().removeprefix("www.") for folder in reversed(folders))
    return next((host for host in hosts if host in known), None)
