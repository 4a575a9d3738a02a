"""Matchers: compiled rules over text. Short lines are looked up by hash; patterns are tried where their literal stands."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.model import Finding
from wirecopy.rulebook.guards import Compiled, Guards
from wirecopy.rulebook.rule import ANY
from wirecopy.text import Span
from wirecopy.text.lazy import view
from wirecopy.text.segment import APART, count_words
from wirecopy.text.span import Taken

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from wirecopy.model import Document
    from wirecopy.rulebook.rule import Rule
    from wirecopy.text.segment import Words

_COMMON = frozenset(" .,'’-")
"""Marks that nearly all texts hold."""
_FREQUENT = '/%$:;()"“”'
"""Marks that many texts hold, the rarer first."""


class Hit(NamedTuple):
    """A place where a rule matches, and the replacements that it suggests."""

    rule: Rule
    span: Span
    suggestions: tuple[str, ...] = ()

    def finding(self) -> Finding:
        """Return the finding, with the message and severity of its rule."""
        return Finding(self.rule.id, self.span, self.rule.message, self.rule.severity, suggestions=self.suggestions)


class PatternIndex:
    """The patterns of many rules. A pattern is compiled when its literal or guard word is met for the first time."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._regex: dict[str, re.Pattern[str]] = {}

    @view
    def _by_lang(self) -> dict[str, dict[str, list[tuple[int, str, str, Compiled]]]]:
        """The patterns that are guarded by literals: language -> a mark that a text must hold -> how and where they begin.

        Many literals hold a mark that few texts have; one look at those of a text then spares all of them. Of each literal there
        are the number of its pattern, what a text must hold in one piece, the literal, and the pattern.
        """
        result: dict[str, dict[str, list[tuple[int, str, str, Compiled]]]] = {}
        number = 0
        for rule in self._rules:
            for lang, patterns in rule.patterns.items():
                for pattern in patterns:
                    number += 1
                    for literal in pattern.literals if pattern.window is None else ():
                        marks = sorted({*literal} - _COMMON, key=_FREQUENT.find)
                        mark = next((char for char in marks if not char.isalnum()), "")
                        by_mark = result.setdefault(lang, {}).setdefault(mark, [])
                        piece = "" if mark in APART else _piece(literal, mark)
                        by_mark.append((number, piece, literal, Compiled(rule, pattern)))
        return result

    @view
    def _by_word(self) -> dict[str, Guards]:
        """The patterns that are guarded by words, by language."""
        result: dict[str, Guards] = {}
        for rule in self._rules:
            for lang, patterns in rule.patterns.items():
                for pattern in patterns:
                    if pattern.window:
                        result.setdefault(lang, Guards()).add(Compiled(rule, pattern))
        return result

    def find(self, text: str, lang: str | None, words: Words | None = None) -> Iterator[Hit]:
        """Yield the hits in `text` of the patterns for `lang`, rule by rule.

        None: only those that hold in any language; "*": those of all languages. `words` are those of the text, where
        somebody has them already.
        """
        langs = {*self._by_lang, *self._by_word} if lang == "*" else {ANY, lang or ANY}
        words = words or count_words(text)
        places = _Places(text, words)
        for compiled, wanted in self._candidates(text, words, sorted(langs)):
            for match in self._matches(compiled, wanted, places):
                group = "at" if "at" in match.re.groupindex else 0
                yield Hit(
                    compiled.rule,
                    Span(*match.span(group)),
                    tuple(match.expand(template) for template in compiled.pattern.suggest),
                )

    def reported(self, doc: Document) -> Iterator[Hit]:
        """Yield the hits in a document that its author has to answer for, in the language that it is read as.

        Those in quotations only of rules that ask for them; where two patterns of one rule meet the same text, the first.
        """
        taken: defaultdict[str, Taken] = defaultdict(Taken)
        for hit in self.find(doc.text, doc.read_as, doc.counted):
            if taken[hit.rule.id].meets(hit.span) or (not hit.rule.where.quotations and doc.quoted(hit.span)):
                continue
            taken[hit.rule.id].add(hit.span)
            yield hit

    def _candidates(
        self, text: str, words: Words, langs: Iterable[str]
    ) -> Iterator[tuple[Compiled, Sequence[tuple[str, int]]]]:
        """Yield the patterns that are worth a try, with the words to look for (see `Guards.candidates`)."""
        for lang in langs:
            if lang in self._by_lang:
                yield from ((compiled, ()) for compiled in _guarded(self._by_lang[lang], text, words))
            if lang in self._by_word:
                yield from self._by_word[lang].candidates(words)

    def _matches(
        self, compiled: Compiled, wanted: Iterable[tuple[str, int]], places: _Places
    ) -> Iterable[re.Match[str]]:
        window = compiled.pattern.window
        if window is None:
            return self._compiled(compiled).finditer(places.text)
        spots = sorted([at + shift for words, shift in wanted for at in places[words]])
        return _around(self._compiled(compiled), window, spots, places.text) if spots else ()

    def _compiled(self, compiled: Compiled) -> re.Pattern[str]:
        regex = self._regex.get(compiled.pattern.regex)
        if regex is None:
            regex = self._regex[compiled.pattern.regex] = compiled.regex()
        return regex


def _piece(literal: str, mark: str) -> str:
    """Return the piece of a literal, as texts are cut, that a mark is in."""
    for apart in APART:
        literal = literal.replace(apart, " ")
    return next(piece for piece in literal.split() if mark in piece)


def _guarded(by_mark: Mapping[str, list[tuple[int, str, str, Compiled]]], text: str, words: Words) -> list[Compiled]:
    """Return the patterns of which a literal stands in the text, in their order.

    Most marks stand in few pieces, which are short to search. A mark is the same in any case, so that a text is folded only
    where a literal with letters may stand in it.
    """
    met: dict[int, Compiled] = {}
    folded = ""
    for mark, items in by_mark.items():
        if mark not in (text if mark in APART else words.others):
            continue
        others = words.others.casefold()
        for number, piece, literal, compiled in items:
            if piece in others:
                if literal.upper() != literal:
                    folded = folded or text.casefold()
                if literal == mark or literal in (folded or text):
                    met[number] = compiled
    return [met[number] for number in sorted(met)] if met else []


class _Places(dict[str, list[int]]):
    """Where words stand in a text, alone or as part of a compound, one or two with a blank between; each is looked for once."""

    def __init__(self, text: str, words: Words) -> None:
        super().__init__()
        self.text = text
        self._plain = text.replace("\u00a0", " ")
        self._words = words

    def __missing__(self, wanted: str) -> list[int]:
        found = self[wanted] = []
        text, size = self._plain, len(wanted)
        # After its last occurrence nobody has to look; how often it is part of a compound was not counted.
        left = 0 if wanted in self._words.parts else self._words.counts.get(wanted, 0)
        at = text.find(wanted)
        while at >= 0:
            end = at + size
            if not text[end : end + 1].isalnum() and not (at and text[at - 1].isalnum()):
                found.append(at)
                if len(found) == left:
                    break
            at = text.find(wanted, end)
        return found


def _around(
    regex: re.Pattern[str], window: tuple[int, int], spots: Iterable[int], text: str
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern with a window: it is looked for around its guard words only."""
    back, forward = window
    done = 0
    for at in spots:
        if not back and at < done:
            continue
        # A guard that stands first says where a match begins.
        match = regex.search(text, max(done, at - back), at + forward) if back else regex.match(text, at, at + forward)
        if match:
            done = match.end()
            yield match
