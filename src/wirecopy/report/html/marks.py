"""One document's text with its marks: what was removed, put in and flagged, each with a reference to its note.

Everything comes from the report and the cleaned text: the gaps of the restore data give the source back, and the net
change with it. The marked text holds both: without its <ins> it is the source, without its <del> the cleaned text.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PICTURES = {code: f"\\x{code:02x}" for code in (*range(32), 127) if code not in (9, 10)}
_PICTURES |= {code: f"\\u{code:04x}" for code in (0x202D, 0x202E)}
"""Control characters are written out: a page cannot hold most of them, and fonts seldom have their pictures. So are the two
that turn what follows around."""
_BLANKS = {32: "\u00b7", 9: "\u2192", 10: "\u00b6\n", 13: "\u21b5", 160: "\u2423", 8203: "\u2038"}
"""How blanks are shown where nothing but blanks was removed."""
_TAGS = {"gone": "del", "put": "ins", "flagged": "mark"}


class Note(NamedTuple):
    """A finding as the page shows it. `ranges` are in the source; `sign` tells removed, added, replaced or flagged."""

    number: int
    rule: str
    severity: str
    safety: str
    sign: str
    ranges: tuple[tuple[int, int], ...]
    record: Mapping[str, object]


class Gap(NamedTuple):
    """A place where source and cleaned text differ: its span in the source, and what stands there now."""

    start: int
    end: int
    text: str


def rebuild(text: str, gaps: Sequence[tuple[int, int, str]]) -> tuple[str, tuple[Gap, ...]]:
    """Return the source text and its gaps, from the cleaned text and the gaps of a report's restore data."""
    pieces: list[str] = []
    found: list[Gap] = []
    at = length = 0
    for start, end, original in gaps:
        pieces += (text[at:start], original)
        length += start - at
        found.append(Gap(length, length + len(original), text[start:end]))
        length += len(original)
        at = end
    pieces.append(text[at:])
    return "".join(pieces), tuple(found)


def shown(text: str) -> str:
    """Return text escaped for a page, with control characters as pictures and lone surrogates as U+FFFD."""
    if not text.isprintable():
        text = text.translate(_PICTURES).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return escape(text, quote=True)


def marked(source: str, gaps: Sequence[Gap], notes: Sequence[Note], document: int, rules: Mapping[str, int]) -> str:
    """Return the source as HTML with its marks. `rules` numbers the rules of the page."""
    starts, ends = _borders(notes)
    last = _places(source, notes)
    inserted = {gap.end: gap.text for gap in gaps if gap.text}
    gone = [(gap.start, gap.end) for gap in gaps if gap.start < gap.end]
    points = sorted({0, len(source), *starts, *ends, *last, *inserted, *(point for gap in gone for point in gap)})
    active: list[Note] = []
    out: list[str] = []
    gap = 0
    for index, point in enumerate(points):
        closing = ends.get(point, [])
        opening = starts.get(point, [])
        if point in inserted:
            authors = closing or opening or active
            out.append(
                _wrap("put", shown(_visible(inserted[point], alone=False)), _first(authors, applied=True), rules)
            )
        active = [note for note in active if note not in closing]
        out += (_reference(note, document, rules) for note in last.get(point, []))
        active += (note for note in opening if note not in active)
        end = points[index + 1] if index + 1 < len(points) else len(source)
        while gap < len(gone) and gone[gap][1] <= point:
            gap += 1
        if point < end:
            out.append(_segment(source[point:end], active, rules, gone=gap < len(gone) and gone[gap][0] <= point))
    return "".join(out)


def _borders(notes: Sequence[Note]) -> tuple[dict[int, list[Note]], dict[int, list[Note]]]:
    """Return the notes by where their ranges start, and by where they end."""
    starts: dict[int, list[Note]] = {}
    ends: dict[int, list[Note]] = {}
    for note in notes:
        for start, end in note.ranges:
            if start < end:
                starts.setdefault(start, []).append(note)
                ends.setdefault(end, []).append(note)
    return starts, ends


def _places(source: str, notes: Sequence[Note]) -> dict[int, list[Note]]:
    """Return the notes by where their references stand: after the last range, but on its last line."""
    places: dict[int, list[Note]] = {}
    for note in notes:
        start, end = max(note.ranges, key=lambda item: item[1])
        place = start + len(source[start:end].rstrip("\r\n"))
        places.setdefault(place, []).append(note)
    return places


def _segment(text: str, active: Sequence[Note], rules: Mapping[str, int], *, gone: bool) -> str:
    if gone:
        return _wrap("gone", shown(_visible(text, alone=True)), _first(active, applied=True), rules)
    flagging = _first([note for note in active if note.sign == "?"], applied=False)
    return _wrap("flagged", shown(text), flagging, rules) if flagging else shown(text)


def _first(notes: Sequence[Note], *, applied: bool) -> Note | None:
    """Return the note that a mark belongs to: the innermost that fits, or any."""
    fitting = [note for note in notes if (note.sign != "?") == applied]
    return min(fitting or notes, key=lambda note: sum(end - start for start, end in note.ranges), default=None)


def _visible(text: str, *, alone: bool) -> str:
    """Return blanks as signs, where nothing but blanks was removed."""
    return text.translate(_BLANKS) if alone and not text.strip() else text


def _wrap(kind: str, content: str, note: Note | None, rules: Mapping[str, int]) -> str:
    tag = _TAGS[kind]
    return f"<{tag}{classes(note, rules)}>{content}</{tag}>"


def classes(note: Note | None, rules: Mapping[str, int]) -> str:
    """Return the class attribute by which filters find what belongs to a rule, a severity and a safety."""
    return f' class="{" ".join(names(note, rules))}"' if note else ""


def names(note: Note, rules: Mapping[str, int]) -> tuple[str, str, str]:
    """Return what filters know a note by: its rule, its severity, the safety of its fix."""
    return f"r{rules[note.rule]}", f"s-{note.severity}", f"x-{note.safety}"


def _reference(note: Note, document: int, rules: Mapping[str, int]) -> str:
    """Return the link to a note: its sign and number, and the rule unless it is about blanks."""
    name = "" if note.rule.startswith("whitespace.") else f" {shown(note.rule)}"
    title = shown(f"{note.rule}: {note.record['message']}".replace("\n", " "))
    return (
        f'<a{classes(note, rules)} data-ref="{note.sign}" id="r{document}-{note.number}" href="#n{document}-{note.number}" '
        f'title="{title}">{note.sign}{note.number}<i>{name}</i></a>'
    )
