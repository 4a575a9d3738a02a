"""One word in two forms: pairs that a rule lists (Azeri, Azerbaijani; colour, color), and compounds hyphenated here and closed there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from wirecopy.rulebook.claim import Claim
from wirecopy.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wirecopy.model import Document
    from wirecopy.rulebook import Rule

FORMS = "consistency.two-forms"
SPELLINGS = "consistency.two-spellings"
HYPHEN = "consistency.hyphenation"
ENGLISH = "consistency.mixed-english"
_MIXED_LEAST = 3
"""So many words of one convention have to stand against one of the other."""


def check(doc: Document, rules: Mapping[str, Rule], lang: str) -> Iterator[Claim]:
    """Yield the rarer form of each word that the text has in two; of equals, the later one."""
    for rule in (FORMS, SPELLINGS):
        if rule in rules:
            yield from _listed(doc, rules[rule], lang)
    if lang == "en" and ENGLISH in rules:
        yield from _mixed(doc, rules[SPELLINGS])
    yield from _hyphens(doc)


@lru_cache(maxsize=32)
def _groups(phrases: tuple[str, ...]) -> tuple[Mapping[str, int], tuple[tuple[str, ...], ...]]:
    """Return the first word of each form -> the number of its group, and the groups."""
    groups = tuple(tuple(form.strip() for form in re.split(" [/>] ", phrase)) for phrase in phrases)
    return {form.split()[0]: number for number, group in enumerate(groups) for form in group}, groups


def _listed(doc: Document, rule: Rule, lang: str) -> Iterator[Claim]:
    phrases = (*rule.phrases.get(lang, ()), *rule.phrases.get("any", ()))
    numbers, groups = _groups(phrases)
    for number in sorted({numbers[word] for word in numbers.keys() & doc.words.keys()}):
        forms = groups[number]
        small = rule.id == SPELLINGS
        if sum(form[1:] in doc.text for form in forms) < 2:
            continue
        places = {form: found for form in forms if (found := _find(doc, form, small=small))}
        if len(places) < 2:
            continue
        usual = (
            forms[1]
            if " > " in phrases[number]
            else max(places, key=lambda form: (len(places[form]), -places[form][0].start))
        )
        for form, spans in places.items():
            if form != usual:
                evidence = f"{usual} {len(places[usual])}, {form} {len(spans)}"
                yield Claim(rule.id, spans[0], spans[0].of(doc.text), usual, (), evidence)


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


def _mixed(doc: Document, rule: Rule) -> Iterator[Claim]:
    """US and UK spelling of different words: reported once, at the first word of the rarer convention."""
    numbers, groups = _groups((*rule.phrases.get("en", ()),))
    sides: tuple[list[str], list[str]] = ([], [])
    for word in numbers.keys() & doc.words.keys():
        sides[word != groups[numbers[word]][0]].append(word)
    few, many = sorted(sides, key=len)
    if not few or len(many) < _MIXED_LEAST * len(few):
        return
    spans = sorted(span for word in few for span in _find(doc, word, small=True))
    if spans:
        word = spans[0].of(doc.text)
        yield Claim(ENGLISH, spans[0], word, ", ".join(sorted(many)[:3]), (), f"{len(many)} to {len(few)} words")


def _hyphens(doc: Document) -> Iterator[Claim]:
    """Compounds that stand with a hyphen and closed up: both in small letters, the first part three letters or more."""
    for word in [word for word in doc.words if "-" in word]:
        left, _, right = word.partition("-")
        closed = left + right
        if closed not in doc.words or not closed.isalpha() or not closed.islower() or len(left) < 3 or len(right) < 2:
            continue
        count, others = doc.words[word], doc.words[closed]
        rare, usual = (word, closed) if count < others else (closed, word)
        spans = _find(doc, rare)
        if spans:
            yield Claim(HYPHEN, spans[0], rare, usual, (usual,), f"{word} {count}, {closed} {others}")
