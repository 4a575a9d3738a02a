"""Lines looked up among the phrases of many rules: by hash as a whole, by how they begin or end, by words in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from wirecopy.rulebook.template import Filled, Template, is_template
from wirecopy.text.dates import MAX_DATE
from wirecopy.text.lazy import lazy
from wirecopy.text.normal import line_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from wirecopy.rulebook.rule import Rule

_ANCHORS = (4, 2, 1)
"""Line beginnings and ends are bucketed by so many code points, as many of them as they have."""
_MAX_LINE = 400
"""Longer lines (code points) are prose: no template is tried."""
_MAX_LONG = 1200
"""Up to this length (code points) a line is looked at for words that it contains."""
_WORD = lazy(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|[^\W_]+")
_LEFT = lazy(r"[^\w#@©(]+")
_RIGHT = " \t\u00a0|•·–—-,:;›»→▸▶"


def words_of(line: str) -> list[str]:
    """Return the words of a line in small letters; in scripts without spaces, its characters."""
    return _WORD.findall(line.casefold())


class LineHit(NamedTuple):
    """A line that a rule knows: by which phrase, and what stood in the places of it (spans in the line)."""

    rule: Rule
    phrase: str
    filled: tuple[Filled, ...] = ()


class _Part(NamedTuple):
    """A line beginning or end of a rule: a literal and, if it belongs to a phrase with places, the whole of that."""

    literal: str
    rule: Rule
    phrase: str
    template: Template | None = None
    end: bool = False


class PhraseIndex:
    """Looks a line up among the phrases, line beginnings and line ends of many rules, in any language: by hash."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._whole: dict[str, tuple[Rule, str]] = {}
        self._starts: dict[str, list[_Part]] = {}
        self._ends: dict[str, list[_Part]] = {}
        self._free: list[_Part] = []
        self._words: dict[str, list[tuple[tuple[str, ...], Rule]]] = {}
        for rule in rules:
            for combination in (item for items in rule.contains.values() for item in items):
                pieces = tuple(piece.strip().casefold() for piece in combination.split("+"))
                self._words.setdefault(pieces[0], []).append((pieces, rule))
            for phrase in (phrase for phrases in rule.phrases.values() for phrase in phrases):
                self._add(rule, phrase)
            for start in (start for starts in rule.starts.values() for start in starts):
                key = line_key(start + "x")[:-1].rstrip()
                self._starts.setdefault(_head(key), []).append(_Part(key, rule, start))
            for end in (end for ends in rule.ends.values() for end in ends):
                key = line_key("x" + end)[1:].lstrip()
                self._ends.setdefault(_tail(key), []).append(_Part(key, rule, end, end=True))

    def _add(self, rule: Rule, phrase: str) -> None:
        if not is_template(phrase):
            if key := line_key(phrase.replace("{n}", "0")):
                self._whole.setdefault(key, (rule, phrase))
            return
        template = Template(phrase)
        if template.head:
            self._starts.setdefault(_head(template.head), []).append(_Part(template.head, rule, phrase, template))
        elif not template.tail:
            self._free.append(_Part("", rule, phrase, template))
        else:
            self._ends.setdefault(_tail(template.tail), []).append(_Part(template.tail, rule, phrase, template))

    def find(self, line: str, words: Collection[str] | None = None) -> LineHit | None:
        """Return the rule that knows this line: as a whole, by how it begins or ends, or by what it contains.

        `words`: what `words_of` gives for the line, if it is known.
        """
        if len(line) > _MAX_LINE:
            return self._containing(line, words) if len(line) <= _MAX_LONG else None
        key = line_key(line)
        if known := self._whole.get(key):
            return LineHit(*known)
        decoration = _LEFT.match(line)
        at = decoration.end() if decoration else 0
        core = line[at:].rstrip(_RIGHT)
        folded = core.casefold().replace("’", "'")
        for part in self._candidates(folded):
            if hit := _known(part, key, core, folded, at):
                return hit
        if len(core) <= MAX_DATE and "0" in key:
            for part in self._free:
                if hit := _filled(part, core, at):
                    return hit
        return self._containing(line, words)

    def _candidates(self, folded: str) -> Iterator[_Part]:
        for size in _ANCHORS:
            yield from self._starts.get(folded[:size], ())
        for size in _ANCHORS:
            yield from self._ends.get(folded[-size:], ())

    def _containing(self, line: str, words: Collection[str] | None) -> LineHit | None:
        """Return the rule one of whose combinations of words stands in the line."""
        words = words_of(line) if words is None else words
        if self._words.keys().isdisjoint(words):
            return None
        folded = line.casefold().replace("’", "'")
        for word in dict.fromkeys(words):
            for pieces, rule in self._words.get(word, ()):
                if len(words) <= (rule.where.max_words or _MAX_LONG) and all(piece in folded for piece in pieces):
                    return LineHit(rule, " + ".join(pieces))
        return None


def _head(literal: str) -> str:
    """Return the bucket of a line beginning."""
    return literal[: next(size for size in _ANCHORS if size <= len(literal))]


def _tail(literal: str) -> str:
    """Return the bucket of a line end."""
    return literal[-next(size for size in _ANCHORS if size <= len(literal)) :]


def _known(part: _Part, key: str, core: str, folded: str, at: int) -> LineHit | None:
    """Return the hit of a line beginning or end that shares its bucket with the line."""
    if part.template:
        literal = part.literal
        return _filled(part, core, at) if folded.startswith(literal) or folded.endswith(literal) else None
    if not (key.endswith(part.literal) if part.end else key.startswith(part.literal)):
        return None
    border = len(key) - len(part.literal) if part.end else len(part.literal)
    return LineHit(part.rule, part.phrase) if _short_enough(part.rule, key) and _parted(key, border) else None


def _filled(part: _Part, core: str, at: int) -> LineHit | None:
    assert part.template
    filled = part.template.fill(core)
    if filled is None:
        return None
    return LineHit(part.rule, part.phrase, tuple(item._replace(span=item.span.shifted(at)) for item in filled))


def _short_enough(rule: Rule, key: str) -> bool:
    return rule.where.max_words is None or key.count(" ") < rule.where.max_words


def _parted(key: str, at: int) -> bool:
    """Tell whether a word boundary stands at `at`; in scripts without spaces any place will do."""
    if at in (0, len(key)):
        return True
    before, after = key[at - 1], key[at]
    return not (before.isalnum() and after.isalnum()) or before >= "\u2e80" or after >= "\u2e80"
