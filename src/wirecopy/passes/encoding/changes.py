"""Changes to a text, and how changes to changed text become changes to the first one.

A repair works in steps, each on the text that the step before left; `Trace` keeps the net result in the coordinates of
the text that the pass was given.
"""

from __future__ import annotations

from itertools import accumulate, compress, repeat
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.passes.encoding import kinds
from wirecopy.passes.encoding.charsets import utf8_runs
from wirecopy.passes.encoding.suspects import covered

if TYPE_CHECKING:
    from collections.abc import Sequence


class Change(NamedTuple):
    """Replace `[start, end)` (code points) with `text`, because of `rule`; `sure`: proven, not just likely; `note`: for people."""

    start: int
    end: int
    text: str
    rule: str
    sure: bool = True
    note: str = ""


def changed(parts: Sequence[str], news: Sequence[str], rule: str, *, sure: bool, note: str) -> list[Change]:
    """Return changes of every second one of the `parts` of a text, to what `news` says; those stay that become nothing.

    Made in one go, since a damaged text has one for each of its words.
    """
    ends = list(accumulate(map(len, parts)))
    rows = zip(ends[:-1:2], ends[1::2], news, repeat(rule), repeat(sure), repeat(note))
    return list(map(tuple.__new__, repeat(Change), compress(rows, news)))  # a third of the time of calling `Change`


def applied(text: str, changes: Sequence[Change]) -> str:
    """Return `text` with the sorted, disjoint `changes` made."""
    pieces: list[str] = []
    at = 0
    for change in changes:
        pieces += (text[at : change.start], change.text)
        at = change.end
    pieces.append(text[at:])
    return "".join(pieces)


LINE_ENDS = "\n\r\x0c\u2028\u2029"
"""What ends a line, or will be made an end of line by the whitespace pass: what is decided line by line must not change then."""
# On bytes, because translating and splitting them is ten times as fast as matching characters.
_CONTROLS = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])
# ASCII becomes blanks, but for control characters, which become NUL.
_BLANKS = bytes(byte if byte >= 0x80 else 0 if byte in _CONTROLS else 0x20 for byte in range(0x100))
_NOTHING: frozenset[str] = frozenset()
_BLANK = frozenset(" ")


class Trace:
    """A text on its way to its repaired form: `text` is where it stands, `net` how it got there.

    `lang` is its language where that is known; `controls` tells whether there are control characters of ASCII, `runs` are
    the distinct runs of characters beyond it, `odd` those characters, `kinds` their flags: most steps need no more to know
    that there is nothing for them to do. `idle` is the text in which a step, by its function, last found nothing.
    """

    def __init__(self, text: str, lang: str | None = None) -> None:
        self.source, self.lang = text, lang
        self.idle: dict[object, str] = {}
        self.net: list[Change] = []
        self._set(text)

    def _set(self, text: str) -> None:
        raw = text.encode("utf-8", "surrogatepass")
        self.text = text
        self.runs: tuple[str, ...] = ()
        words = raw.translate(_BLANKS)
        self.controls = b"\0" in words
        self.odd, self.kinds = _NOTHING, 0
        self._pieces: str | None = None
        self._covered: dict[str, int] | None = None
        self._sequences: dict[str, list[str]] = {}
        if not text.isascii():
            words = words.replace(b"\0", b" ") if self.controls else words
            joined = b" ".join(dict.fromkeys(words.split())).decode("utf-8", "surrogatepass")
            self.runs = tuple(joined.split(" "))
            self.odd = frozenset(joined) - _BLANK
            self.kinds = kinds.of(self.odd)

    @property
    def covered(self) -> dict[str, int]:
        """How many characters of the distinct runs are in sequences of UTF-8, in each charset that has some of them."""
        if self._covered is None:
            self._covered = covered(self.pieces, self.odd) if self.pieces else {}
        return self._covered

    @property
    def pieces(self) -> str:
        """The distinct runs of more than one character beyond ASCII, a line each."""
        if self._pieces is None:
            self._pieces = "\n".join([run for run in self.runs if len(run) > 1])
        return self._pieces

    def sequences(self, charset: str) -> list[str]:
        """Return the distinct runs that are UTF-8 sequences when read in a charset."""
        if charset in self.covered and charset not in self._sequences:
            self._sequences[charset] = list(dict.fromkeys(utf8_runs(charset).findall(self.pieces)))
        return self._sequences.get(charset, [])

    def take(self, changes: Sequence[Change], result: str | None = None) -> bool:
        """Make sorted, disjoint changes to `text`, which give `result` if that is known; returns whether there were any."""
        if not changes:
            return False
        self.net = _composed(self.net, changes, self.text) if self.net else list(changes)
        self._set(applied(self.text, changes) if result is None else result)
        return True

    def changes(self) -> list[Change]:
        """Return the net changes, without those that undo each other."""
        return [change for change in self.net if self.source[change.start : change.end] != change.text]


def trimmed(source: str, change: Change) -> Change:
    """Return the change without the ends that stay as they were."""
    old, new = source[change.start : change.end], change.text
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if not head and not tail:
        return change
    return change._replace(start=change.start + head, end=change.end - tail, text=new[head : len(new) - tail])


class _Mark(NamedTuple):
    """A change by its place in the text between two steps."""

    start: int
    end: int
    later: bool
    change: Change


def _composed(net: Sequence[Change], later: Sequence[Change], text: str) -> list[Change]:
    """Return changes of the source that do `net`, which gave `text`, and then `later`, which is about `text`."""
    marks = [_Mark(change.start, change.end, True, change) for change in later]
    shift = 0  # a place in the source minus the same place in `text`
    for change in net:
        start = change.start - shift
        end = start + len(change.text)
        marks.append(_Mark(start, end, False, change))
        shift = change.end - end
    marks.sort(key=lambda mark: mark[:3])
    result: list[Change] = []
    shift = index = 0
    while index < len(marks):
        low, high = marks[index].start, marks[index].end
        last = index + 1
        while last < len(marks) and (marks[last].start < high or marks[last][:2] == (low, high)):
            high = max(high, marks[last].end)
            last += 1
        group = marks[index:last]
        start = low + shift
        for mark in group:
            if not mark.later:
                shift = mark.change.end - mark.end
        result.append(_merged(group, start, high + shift, text[low:high], low))
        index = last
    return result


def _merged(group: Sequence[_Mark], start: int, end: int, text: str, low: int) -> Change:
    """Return one change of the source's `[start, end)` for marks that overlap; `text` stands at `low` between the steps."""
    moved = [mark.change._replace(start=mark.start - low, end=mark.end - low) for mark in group if mark.later]
    earliest = next((mark.change for mark in group if not mark.later), group[0].change)
    sure = all(mark.change.sure for mark in group)
    return Change(start, end, applied(text, moved), earliest.rule, sure, earliest.note)
