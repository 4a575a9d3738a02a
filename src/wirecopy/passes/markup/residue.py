"""Residue: tags, comments and scripts that stand in plain text because a scraper, or a page itself, left them there.

What only talks of tags stays: text about HTML, code between backticks or fences, a tag in quotation marks, `a<b` and
`if x < y`. A tag counts if HTML has it and its attributes are well-formed; one of a single letter only with its end
tag, or with attributes. Escaped tags count where unescaped ones stand beside them; where they stand alone, the encoding
pass has made tags of them before.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TAG, COMMENT, SCRIPT = "stray-tag", "stray-comment", "stray-script"
_BREAKS = {
    **dict.fromkeys(("br", "hr", "li", "tr", "dt", "dd", "option"), "\n"),
    **dict.fromkeys(
        (
            "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "thead", "tbody", "blockquote", "section",
            "article", "figure", "figcaption", "header", "footer", "aside", "main", "nav", "center", "pre", "form", "iframe",
            "html", "head", "body",
        ),
        "\n\n",
    ),
    **dict.fromkeys(("td", "th"), " "),
}  # fmt: skip
"""What parts the texts on the two sides of a tag."""
_INLINE = (
    "a", "b", "i", "u", "s", "em", "strong", "span", "font", "small", "sup", "sub", "img", "strike", "del", "ins", "abbr", "cite",
    "mark", "label", "input", "button", "svg", "path", "picture", "source", "video", "audio", "time", "o:p", "code", "noscript",
)  # fmt: skip
_NAMES = "|".join(sorted({*_BREAKS, *_INLINE}, key=len, reverse=True))
_BARE = (
    "allowfullscreen|async|autoplay|checked|controls|defer|disabled|hidden|itemscope|loop|muted|nowrap|noshade|selected"
)
_ATTRIBUTES = (
    r"(?:\s+(?:[a-zA-Z_:@][\w:.@-]*\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=`]+)"
    rf"|(?:{_BARE})(?=[\s/>])))*\s*/?"
)
_TAG_FORM = rf"<(?P<slash>/?)(?P<name>{_NAMES})(?P<rest>{_ATTRIBUTES})>"
_TAG = lazy(_TAG_FORM, re.IGNORECASE)
_START = lazy(
    rf"(?P<comment><!--)|<(?P<script>script|style)(?:\s[^<>]*)?>|{_TAG_FORM}"
    rf"|(?P<escaped>&lt;/?(?:{_NAMES})(?:(?!&[lg]t;)[^<>\n]){{0,300}}&gt;)",
    re.IGNORECASE,
)
_ANY = lazy(rf"<(?:!--|/?(?:script|style|{_NAMES})[\s/>])", re.IGNORECASE)
_ABOUT = lazy(
    r"(?<![\w./?<-])(?:X?HTML\d?|XML|CSS|markup|WYSIWYG|hypertext"
    r"|(?<!enable )(?<!require )(?<!requires )(?<!turn on )JavaScript)\b(?![./=])",
    re.IGNORECASE,
)
"""Not in addresses and declarations, nor what a site asks of a browser: such lines go later, and what they say with them."""
_NAMED = lazy(
    r"[<;]/?\w+[^<>\n]{0,40}(?:>|&gt;)[`\"'”’]? (?:tags?|elements?|attributes?)\b"
    r"|\b(?:tags?|elements?) [`\"'“‘]?(?:<|&lt;)",
    re.IGNORECASE,
)
"""What a text about HTML says: nothing is taken out of it."""
_CODE = lazy(r"(?P<fence>```|~~~).*?(?P=fence)|`[^`\n]+`", re.DOTALL)
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "„": "“", "«": "»"}
_SIGN = lazy(r"&(?:amp;)*(?:[lg]t|#6[02]|#x3[ce]);", re.IGNORECASE)
_ANY_TAG = lazy(r"</?[a-zA-Z][^<>\n]{0,200}>")


class Residue(NamedTuple):
    """A piece `[start, end)` of the text that is markup, the rule that says so, and what stands in its place."""

    start: int
    end: int
    rule: str
    text: str = ""


class _Mark(NamedTuple):
    """A piece that has the form of markup; `parts` is what parts the texts on its two sides."""

    start: int
    end: int
    rule: str
    parts: str = ""
    escaped: bool = False


def find(text: str) -> list[Residue]:
    """Return the markup in a plain text, in order."""
    if "<" not in text or _ANY.search(text) is None or _NAMED.search(text):
        return []
    marks = _marks(text)
    if all(mark.escaped for mark in marks):
        return []
    found = list(_residues(text, marks))
    rest = _without(text, found)
    if _ABOUT.search(rest):
        return []
    if _ANY_TAG.search(rest) is None:
        found = sorted([*found, *_signs(text, found)])
        rest = _without(text, found)
    # Tags inside of tags: no page has them, and what is left would be a tag the next time.
    return [] if _marks(rest) else found


def _marks(text: str) -> list[_Mark]:
    """Return what is markup by its form and is not shown as code."""
    tags = list(_pieces(text))
    closed = {match["name"].lower() for match in tags if match["slash"]}
    marks: list[_Mark] = []
    never: set[str] = set()
    for match in tags:
        if marks and match.start() < marks[-1].end:
            continue
        if match["comment"] or match["script"]:
            closing = "-->" if match["comment"] else f"</{match['script'].lower()}>"
            end = -1 if closing in never else _found(text, closing, match.end())
            if end < 0:
                never.add(closing)
            else:
                marks.append(_Mark(match.start(), end, COMMENT if match["comment"] else SCRIPT))
        elif match["escaped"]:
            form = _TAG.fullmatch(unescape(match.group()))
            if form:
                marks.append(_Mark(*match.span(), TAG, _BREAKS.get(form["name"].lower(), ""), escaped=True))
        elif _is_tag(match, closed) or (match["name"] in "pP" and _begins(text, match.start(), marks)):
            marks.append(_Mark(*match.span(), TAG, _BREAKS.get(match["name"].lower(), "")))
    return marks


def _pieces(text: str) -> Iterator[re.Match[str]]:
    """Yield what has the form of a tag or a comment's beginning.

    None that stands in code or behind a backslash, or is all that stands between two quotation marks, as in `write("<pre>")`.
    """
    code = _CODE.finditer(text) if "`" in text or "~~~" in text else iter(())
    shown = next(code, None)
    for match in _START.finditer(text, 0, max(text.rfind(">"), text.rfind("&gt;") + 3) + 1):
        while shown and shown.end() <= match.start():
            shown = next(code, None)
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if before == "\\" or (after and _QUOTES.get(before) == after) or (shown and shown.start() <= match.start()):
            continue
        yield match


def _found(text: str, closing: str, start: int) -> int:
    """Return where the first `closing` behind `start` ends; -1 if there is none."""
    match = re.compile(re.escape(closing), re.IGNORECASE).search(text, start)
    return match.end() if match else -1


def _is_tag(match: re.Match[str], closed: set[str]) -> bool:
    """Tell a tag from a comparison: `a<b>c` has no end tag."""
    name = match["name"].lower()
    return len(name) > 1 or bool(match["slash"]) or "=" in match["rest"] or name in closed


def _begins(text: str, at: int, marks: Sequence[_Mark]) -> bool:
    """Tell whether nothing but markup stands before `at` on its line."""
    end = marks[-1].end if marks else -1
    while at > 0 and at != end and text[at - 1] in " \t":
        at -= 1
    return at in {0, end} or text[at - 1] == "\n"


def _residues(text: str, marks: Sequence[_Mark]) -> Iterator[Residue]:
    """Yield the marks with what is put in their place: of a run of neighbours the strongest parts the texts around it."""
    run: list[_Mark] = []
    for mark in marks:
        if run and text[run[-1].end : mark.start].strip(" \t"):
            yield from _run(text, run)
            run = []
        run.append(mark)
    if run:
        yield from _run(text, run)


def _run(text: str, run: Sequence[_Mark]) -> Iterator[Residue]:
    before, after = run[0].start - 1, run[-1].end
    while before >= 0 and text[before] in " \t":
        before -= 1
    while after < len(text) and text[after] in " \t":
        after += 1
    at_edge = before < 0 or after == len(text) or "\n" in (text[before], text[after])
    strongest = max(run, key=lambda mark: len(mark.parts))
    for mark in run:
        yield Residue(mark.start, mark.end, mark.rule, strongest.parts if mark is strongest and not at_edge else "")


def _without(text: str, found: Sequence[Residue]) -> str:
    parts, at = list[str](), 0
    for piece in found:
        parts += text[at : piece.start], piece.text
        at = piece.end
    return "".join([*parts, text[at:]])


def _signs(text: str, found: Sequence[Residue]) -> Iterator[Residue]:
    """Yield the escaped < and > that stand for themselves beside the tags: where no tag is left, none needs to be escaped."""
    ends = iter([*found, Residue(len(text), len(text), TAG)])
    piece = next(ends)
    for match in _SIGN.finditer(text):
        while piece.end <= match.start():
            piece = next(ends)
        if match.end() <= piece.start:
            yield Residue(*match.span(), TAG, unescape(re.sub("&(?:amp;)+", "&", match.group())))
