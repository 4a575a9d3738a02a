"""One word in two forms: pairs that a rule lists (Azeri, Azerbaijani; colour, color), and compounds hyphenated here and closed there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.rulebook.claim import Claim
from wirecopy.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from wirecopy.model import Document
    from wirecopy.rulebook import Rule

FORMS = "consistency.two-forms"
SPELLINGS = "consistency.two-spellings"
HYPHEN = "consistency.hyphenation"
ENGLISH = "consistency.mixed-english"
_MIXED_LEAST = 3
"""So many words of one convention have to stand against one of the other."""


class _Groups(NamedTuple):
    """The forms that a rule lists for one language."""

    numbers: Mapping[str, int]
    """The first word of each form -> the number of its group."""
    forms: tuple[tuple[str, ...], ...]
    second: frozenset[int]
    """The groups whose second form is the usual one, whatever the counts."""


class Lists:
    """The forms that the rules list, read once for each language."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self.rules = rules
        self._made: dict[tuple[str, str], _Groups] = {}

    def of(self, name: str, lang: str) -> _Groups:
        """Return what a rule lists for a language and for any."""
        made = self._made.get((name, lang))
        if made is None:
            listed = self.rules[name].phrases if name in self.rules else {}
            phrases = (*listed.get(lang, ()), *listed.get("any", ()))
            forms = tuple(tuple(form.strip() for form in re.split(" [/>] ", phrase)) for phrase in phrases)
            numbers = {form.split()[0]: number for number, group in enumerate(forms) for form in group}
            second = frozenset(number for number, phrase in enumerate(phrases) if " > " in phrase)
            made = self._made[name, lang] = _Groups(numbers, forms, second)
        return made


def check(doc: Document, lists: Lists, lang: str) -> Iterator[Claim]:
    """Yield the rarer form of each word that the text has in two; of equals, the later one."""
    forms = lists.of(FORMS, lang)
    yield from _listed(doc, FORMS, forms, forms.numbers.keys() & doc.words.keys())
    spellings = lists.of(SPELLINGS, lang)
    if met := spellings.numbers.keys() & doc.words.keys():
        yield from _listed(doc, SPELLINGS, spellings, met)
        if lang == "en" and ENGLISH in lists.rules:
            yield from _mixed(doc, spellings, met)
    yield from _hyphens(doc)


def _listed(doc: Document, rule: str, groups: _Groups, met: AbstractSet[str]) -> Iterator[Claim]:
    numbers = groups.numbers
    small = rule == SPELLINGS
    for number in sorted({numbers[word] for word in met}):
        forms = groups.forms[number]
        if sum(_may_stand(doc, form) for form in forms) < 2:
            continue
        places = {form: found for form in forms if (found := _find(doc, form, small=small))}
        if len(places) < 2:
            continue
        usual = (
            forms[1]
            if number in groups.second
            else max(places, key=lambda form: (len(places[form]), -places[form][0].start))
        )
        for form, spans in places.items():
            if form != usual:
                evidence = f"{usual} {len(places[usual])}, {form} {len(spans)}"
                yield Claim(rule, spans[0], spans[0].of(doc.text), usual, (), evidence)


def _may_stand(doc: Document, form: str) -> bool:
    """Tell by its first word, small or with a capital, alone or as part of a compound, whether a text may hold a form."""
    word = form.partition(" ")[0]
    if not word.isalnum():
        return form[1:] in doc.text
    whole, parts, capital = doc.words, doc.counted.parts, word[0].upper() + word[1:]
    return word in whole or capital in whole or word in parts or capital in parts


def _find(doc: Document, form: str, *, small: bool = False) -> list[Span]:
    """Return where a form stands outside quotations and not as a gloss, “Mumbai (Bombay)”.

    A form in small letters may have a capital where a sentence begins (elsewhere it is part of a name), unless `small`.
    """
    first = f"[{form[0]}{form[0].upper()}]" if form[0].islower() and not small else form[0]
    # Part of a compound is the same word (self-defence), but not the same form of a name (anti-Azeri).
    regex = rf"(?<![\w’'{'' if small else '-'}]){first}{re.escape(form[1:])}(?:[’']s)?(?![\w-]|[’']\w)"
    spans = (Span(*match.span()) for match in re.finditer(regex, doc.text))
    return [
        span
        for span in spans
        if not doc.quoted(span)
        and doc.text[max(0, span.start - 1) : span.start] != "("
        and (doc.text[span.start] == form[0] or _opens(doc.text, span.start))
    ]


def _opens(text: str, at: int) -> bool:
    """Tell whether a sentence begins at a place."""
    return text[max(0, at - 9) : at].rstrip(" \u00a0“\"‘'")[-1:] in ("", ".", "!", "?", "\n", ":")


def _mixed(doc: Document, groups: _Groups, met: AbstractSet[str]) -> Iterator[Claim]:
    """US and UK spelling of different words: reported once, at the first word of the rarer convention."""
    numbers = groups.numbers
    sides: tuple[list[str], list[str]] = ([], [])
    for word in met:
        sides[word != groups.forms[numbers[word]][0]].append(word)
    few, many = sorted(sides, key=len)
    if not few or len(many) < _MIXED_LEAST * len(few):
        return
    spans = sorted(span for word in few for span in _find(doc, word, small=True))
    if spans:
        word = spans[0].of(doc.text)
        yield Claim(ENGLISH, spans[0], word, ", ".join(sorted(many)[:3]), (), f"{len(many)} to {len(few)} words")


def _hyphens(doc: Document) -> Iterator[Claim]:
    """Compounds that stand with a hyphen and closed up: both in small letters, the first part three letters or more."""
    for word in doc.counted.compounds:
        left, hyphen, right = word.partition("-")
        if not hyphen:
            continue
        closed = left + right
        if closed not in doc.words or not closed.isalpha() or not closed.islower() or len(left) < 3 or len(right) < 2:
            continue
        count, others = doc.words[word], doc.words[closed]
        rare, usual = (word, closed) if count < others else (closed, word)
        spans = _find(doc, rare)
        if spans:
            yield Claim(HYPHEN, spans[0], rare, usual, (usual,), f"{word} {count}, {closed} {others}")
