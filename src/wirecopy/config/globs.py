"""Globs over paths: `*` and `?` stay inside a folder, `**` crosses folders, a glob without a slash matches any name."""

from __future__ import annotations

import re
from functools import lru_cache


def matches(glob: str, path: str) -> bool:
    """Tell whether `glob` matches the slash-separated relative `path`, or a folder that it is in."""
    return _compiled(glob).match(path) is not None


@lru_cache(maxsize=256)
def _compiled(glob: str) -> re.Pattern[str]:
    anchored = "/" in glob.rstrip("/")
    glob = glob.removeprefix("./").strip("/")
    tokens = re.findall(r"\*\*/|/\*\*|\*\*|\*|\?|\[[^]/]+\]|[^*?\[/]+|.", glob)
    pattern = "".join(_TOKENS.get(token) or _literal(token) for token in tokens)
    return re.compile(f"{'' if anchored else '(?:.*/)?'}{pattern}(?:/.*)?\\Z", re.DOTALL)


_TOKENS = {"**/": "(?:.*/)?", "/**": "(?:/.*)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def _literal(token: str) -> str:
    """Return the pattern of a set of characters, or of what stands for itself."""
    if token[0] != "[" or token[-1] != "]":
        return re.escape(token)
    inside = token[1:-1].replace("\\", r"\\").replace("[", r"\[")
    return f"[^{inside[1:]}]" if inside[:1] in "!^" and len(inside) > 1 else f"[{inside}]"
