"""Matchers: compiled rules over text. Short lines are looked up by hash; patterns are tried where their literal stands."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.rulebook.rule import ANY, Pattern, Rule
from wirecopy.rulebook.template import Filled, Template, is_template
from wirecopy.text import Span
from wirecopy.text.dates import MAX_DATE
from wirecopy.text.normal import line_key

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_ANCHOR = 2
"""Line beginnings and ends are bucketed by so many code points, or by the only one that they have."""
_MAX_LINE = 400
"""Longer lines (code points) are prose: no template is tried."""
_MAX_LONG = 1200
"""Up to this length (code points) a line is looked at for words that it contains."""
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|[^\W_]+")
_LEFT = re.compile(r"[^\w#@©(]+")
_RIGHT = " \t\u00a0|•·–—-,:;›»→▸▶"
_WORD = re.compile(r"[^\W_]+")


class Hit(NamedTuple):
    """A place where a rule matches, and the replacements that it suggests."""

    rule: Rule
    span: Span
    suggestions: tuple[str, ...] = ()


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
                self._starts.setdefault(key[:_ANCHOR], []).append(_Part(key, rule, start))
            for end in (end for ends in rule.ends.values() for end in ends):
                key = line_key("x" + end)[1:].lstrip()
                self._ends.setdefault(key[-_ANCHOR:], []).append(_Part(key, rule, end))

    def _add(self, rule: Rule, phrase: str) -> None:
        if not is_template(phrase):
            if key := line_key(phrase.replace("{n}", "0")):
                self._whole.setdefault(key, (rule, phrase))
            return
        template = Template(phrase)
        if template.head:
            self._starts.setdefault(template.head[:_ANCHOR], []).append(_Part(template.head, rule, phrase, template))
        elif not template.tail:
            self._free.append(_Part("", rule, phrase, template))
        else:
            self._ends.setdefault(template.tail[-_ANCHOR:], []).append(_Part(template.tail, rule, phrase, template))

    def find(self, line: str) -> LineHit | None:
        """Return the rule that knows this line: as a whole, by how it begins, or by how it ends."""
        if len(line) > _MAX_LINE:
            return self._containing(line) if len(line) <= _MAX_LONG else None
        key = line_key(line)
        if known := self._whole.get(key):
            return LineHit(*known)
        decoration = _LEFT.match(line)
        at = decoration.end() if decoration else 0
        core = line[at:].rstrip(_RIGHT)
        folded = core.casefold().replace("’", "'")
        for part in (*self._starts.get(folded[:_ANCHOR], ()), *self._starts.get(folded[:1], ())):
            if hit := _begins(part, key, core, folded, at):
                return hit
        for part in (*self._ends.get(folded[-_ANCHOR:], ()), *self._ends.get(folded[-1:], ())):
            if hit := _ends(part, key, core, folded, at):
                return hit
        if key and len(core) <= MAX_DATE:
            for part in self._free:
                if hit := _filled(part, core, at):
                    return hit
        return self._containing(line)

    def _containing(self, line: str) -> LineHit | None:
        """Return the rule one of whose combinations of words stands in the line."""
        folded = line.casefold().replace("’", "'")
        words = _WORD.findall(folded)
        for word in self._words.keys() & set(words):
            for pieces, rule in self._words[word]:
                if len(words) <= (rule.where.max_words or _MAX_LONG) and all(piece in folded for piece in pieces):
                    return LineHit(rule, " + ".join(pieces))
        return None


def _begins(part: _Part, key: str, core: str, folded: str, at: int) -> LineHit | None:
    if part.template:
        return _filled(part, core, at) if folded.startswith(part.literal) else None
    if not key.startswith(part.literal) or not _short_enough(part.rule, key):
        return None
    return LineHit(part.rule, part.phrase) if _parted(key, len(part.literal)) else None


def _ends(part: _Part, key: str, core: str, folded: str, at: int) -> LineHit | None:
    if part.template:
        return _filled(part, core, at) if folded.endswith(part.literal) else None
    if not key.endswith(part.literal) or not _short_enough(part.rule, key):
        return None
    return LineHit(part.rule, part.phrase) if _parted(key, len(key) - len(part.literal)) else None


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


class _Compiled(NamedTuple):
    rule: Rule
    pattern: Pattern

    def regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern.regex, 0 if self.pattern.case else re.IGNORECASE)


class PatternIndex:
    """The patterns of many rules. A pattern is compiled when its literal or guard word is met for the first time."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._regex: dict[str, re.Pattern[str]] = {}

    @cached_property
    def _by_lang(self) -> dict[str, list[_Compiled]]:
        """The patterns that are guarded by literals, by language."""
        result: dict[str, list[_Compiled]] = {}
        for rule in self._rules:
            for lang, patterns in rule.patterns.items():
                result.setdefault(lang, []).extend(_Compiled(rule, p) for p in patterns if p.window is None)
        return result

    @cached_property
    def _by_word(self) -> dict[str, dict[str, list[tuple[int, _Compiled]]]]:
        """The patterns that are guarded by words: language -> word -> (number, pattern)."""
        result: dict[str, dict[str, list[tuple[int, _Compiled]]]] = {}
        number = 0
        for rule in self._rules:
            for lang, patterns in rule.patterns.items():
                for pattern in patterns:
                    number += 1
                    for word in pattern.literals if pattern.window else ():
                        result.setdefault(lang, {}).setdefault(word, []).append((number, _Compiled(rule, pattern)))
        return result

    def find(self, text: str, lang: str | None, words: Collection[str] | None = None) -> Iterator[Hit]:
        """Yield the hits in `text` of the patterns for `lang`, rule by rule.

        None: only those that hold in any language; "*": those of all languages. `words` are those of the text, as they
        are spelled, where somebody has them already.
        """
        langs = {*self._by_lang, *self._by_word} if lang == "*" else {ANY, lang or ANY}
        for compiled, met in self._candidates(text, words, sorted(langs)):
            for match in _matches(self._compiled(compiled), compiled.pattern.window, met, text):
                group = "at" if "at" in match.re.groupindex else 0
                yield Hit(
                    compiled.rule,
                    Span(*match.span(group)),
                    tuple(match.expand(template) for template in compiled.pattern.suggest),
                )

    def _candidates(
        self, text: str, words: Collection[str] | None, langs: Iterable[str]
    ) -> Iterator[tuple[_Compiled, list[str]]]:
        """Yield the patterns that are worth a try, with the guard words that the text has."""
        folded = ""
        guards: set[str] | None = None
        for lang in langs:
            for compiled in self._by_lang.get(lang, ()):
                folded = folded or text.casefold()
                if any(literal in folded for literal in compiled.pattern.literals):
                    yield compiled, []
            by_word = self._by_word.get(lang)
            if by_word:
                if guards is None:
                    guards = set(_WORD.findall((text if words is None else " ".join(words)).casefold()))
                met: dict[int, tuple[_Compiled, list[str]]] = {}
                for word in by_word.keys() & guards:
                    for number, compiled in by_word[word]:
                        met.setdefault(number, (compiled, []))[1].append(word)
                yield from (met[number] for number in sorted(met))

    def _compiled(self, compiled: _Compiled) -> re.Pattern[str]:
        regex = self._regex.get(compiled.pattern.regex)
        if regex is None:
            regex = self._regex[compiled.pattern.regex] = compiled.regex()
        return regex


def _matches(
    regex: re.Pattern[str], window: tuple[int, int] | None, words: list[str], text: str
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern; one with a window is looked for around its guard words only."""
    if window is None:
        yield from regex.finditer(text)
        return
    back, forward = window
    done = 0
    for at in sorted(_occurrences(words, text)):
        match = regex.search(text, max(done, at - back), at + forward)
        if match:
            done = match.end()
            yield match


def _occurrences(words: Iterable[str], text: str) -> Iterator[int]:
    """Yield where the words stand in the text: small, with a capital, or in capitals; also inside longer words."""
    for word in words:
        for form in {word, word.capitalize(), word.upper()}:
            at = text.find(form)
            while at >= 0:
                yield at
                at = text.find(form, at + 1)
