"""Markdown as text: what a line says without its marks, so that it is judged as the line of plain text that it was."""

from __future__ import annotations

from wirecopy.text.lazy import lazy

_SIGNS = (
    ("](", lazy(r"\]\((?:[a-z][a-z0-9+.-]*:|/)")),
    ("**", lazy(r"\*\*[^\s*]")),
    ("*", lazy(r"\*(?<!\S\*)[^\s*][^*\n]*\*")),  # begins with the mark: what looks behind first is tried everywhere
    ("\n#", lazy(r"\n#{1,6} \S")),
    ("\n> ", lazy(r"\n> ")),
    ("\n| --- |", lazy(r"\n\| --- \|")),
    ("\n```", lazy(r"\n```\w*(?:\n|\Z)")),
    ("\n~~~", lazy(r"\n~~~\w*(?:\n|\Z)")),
    ("\\", lazy(r"\\(?:[\[*_`#<\n]|\Z)")),
)
"""What Markdown writes, each behind characters without which it needs no look; every line begins behind a line feed."""
_RARE = tuple((hint.strip()[:1], hint, sign) for hint, sign in _SIGNS)
"""The same behind one of these characters: one is found much sooner than two in a row."""
_START = lazy(r"(?:> )*(?:#{1,6} +|- |\d{1,9}[.)] +(?=\S))?")
_LINK = lazy(r"(?<!\\)\]\([^\s()]*\)")
_BAR = lazy(r" ?(?<!\\)\| ?")
_MARK = lazy(r"\\([!-/:-@\[-`{-~])|(?<!\\)(?:\*+|`+|\[)|\\$")
_SEPARATOR = lazy(r"\|(?: --- \|)+")


def is_markdown(text: str) -> bool:
    """Tell whether a text holds headings, links, emphasis or the like as Markdown writes them."""
    text = "\n" + text
    return any(mark in text and hint in text and sign.search(text) for mark, hint, sign in _RARE)


def plain_line(line: str) -> str:
    r"""Return what a line of Markdown says; empty if it is nothing but marks.

    >>> plain_line("> The **old** [bridge](https://example.org/b) \\*")
    'The old bridge *'
    """
    if _SEPARATOR.fullmatch(line):
        return ""
    if line.startswith("| ") and line.endswith(" |"):
        line = " ".join(cell for cell in _BAR.split(line) if cell)
    start = _START.match(line)
    line = line[start.end() :] if start else line
    line = _LINK.sub("", line)
    return _MARK.sub(lambda match: match.group(1) or "", line).strip()
