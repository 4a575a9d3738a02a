"""Paragraphs that are broken: cut off in the middle, there twice, or left in another language or script."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from wirecopy.rulebook.claim import Claim
from wirecopy.text import Span, language
from wirecopy.text.data import DATA
from wirecopy.text.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wirecopy.model import Document
    from wirecopy.rulebook import Rule

TRUNCATED = "structure.truncated-paragraph"
REPEATED = "structure.repeated-paragraph"
FOREIGN = "structure.foreign-paragraph"
SCRIPT = "structure.foreign-script"
_LONG = 60
"""A paragraph of so many code points is not there twice by chance."""
_SHORT = 100
_LEAST_WORDS = 8
_LEAST_FOREIGN = 14
_STOPS = frozenset('.!?…"”’»):;')
_LAST_WORD = lazy(r"([^\W\d_]+)(,?)\s*\Z")
_LETTERS = (
    r"\u0370-\u03ff\u0400-\u052f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u10a0-\u10ff"
    r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
)
_OTHER_SCRIPT = lazy(rf"[{_LETTERS}][{_LETTERS} \u3000-\u3002\uff00-\uff0f]+")
_MUCH = 0.2
"""Above this share, letters of another script are no residue: the text is written in two."""
_FEW = 3
"""A paragraph with fewer of the language's function words may be in another language."""


def check(doc: Document, lang: str, rule: Rule) -> Iterator[Claim]:
    """Yield each broken paragraph; `rule` (the truncated ones) holds the words that no sentence ends with."""
    whole, language_known = doc.text, doc.language is not None
    seen: dict[str, int] = {}
    open_words = (rule.phrases.get(lang, ()), rule.phrases.get("any", ()))
    common = _commonest(lang)
    for number, span in enumerate(doc.paragraphs):
        start, end = span
        text = whole[start:end]
        if end - start >= _LONG:
            first = seen.setdefault(text, start)
            if first != start and text.rstrip("”\"’»')")[-1] in ".!?…" and not _is_table(text):
                yield Claim(REPEATED, span, text[:40], evidence=f"first at {first}")
            if language_known and not _has_enough(common, text) and (found := _foreign(text, lang)):
                yield Claim(FOREIGN, span, found, lang)
        if text[-1] in _STOPS or text.count(" ") < _LEAST_WORDS:
            continue
        last = _LAST_WORD.search(text[-30:])
        if last and (last[2] or any(last[1] in words for words in open_words)):
            at = end - 30 + last.start(1) if len(text) > 30 else start + last.start(1)
            following = doc.paragraphs[number + 1] if number + 1 < len(doc.paragraphs) else None
            if following and _goes_on(whole, span, following):
                continue
            yield Claim(TRUNCATED, Span(at, end), last[0].strip())
    if not _is_western(whole):
        yield from _scripts(doc)


def _is_western(text: str) -> bool:
    """Tell, in a fraction of a regular expression's time, that a text holds nothing but Latin letters and common marks."""
    if text.isascii():
        return True
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _is_table(text: str) -> bool:
    """Tell whether one character in twenty of a short line is a digit: lists of ingredients and of results repeat lines."""
    return len(text) < _SHORT and sum(map(str.isdigit, text)) * 20 > len(text)


def _goes_on(text: str, span: Span, following: Span) -> bool:
    """Tell whether the next paragraph carries on: a hard-wrapped line, a list or a quotation that the last word leads to."""
    first = text[following.start]
    if text.rfind(";", *span) == text.rfind(" ", *span) - 1:
        return True  # an item of a list, “…; and”
    wrapped = first.islower() and "\n\n" not in text[span.end : following.start]
    return wrapped or first in "-–—•*\"“„«'‘(" or first.isdigit()


@cache
def _function_words(lang: str) -> frozenset[str]:
    table: dict[str, str] = json.loads((DATA / "stopwords.json").read_text("utf-8"))
    return frozenset(table.get(lang, "").split())


@cache
def _commonest(lang: str) -> tuple[str, ...]:
    """Return the commonest function words, with blanks around them."""
    table: dict[str, str] = json.loads((DATA / "stopwords.json").read_text("utf-8"))
    return tuple(f" {word} " for word in table[lang].split()[:16])


def _has_enough(common: tuple[str, ...], text: str) -> bool:
    """Tell by the commonest function words alone whether a paragraph is in the language: most are."""
    found = 0
    for word in common:
        if word in text:
            found += 1
            if found == _FEW:
                return True
    return False


def _foreign(text: str, lang: str) -> str | None:
    """Return the language of a paragraph if it is another one."""
    if text.count(" ") < _LEAST_FOREIGN - 1 and text.isprintable():  # no other blanks stand in it
        return None
    words = text.split()
    if len(words) < _LEAST_FOREIGN or len(_function_words(lang).intersection(words)) >= _FEW:
        return None
    found = language.detect(text)
    if found is None or found == lang:
        return None
    theirs = {word for word in words if len(word) > 1 and word in _function_words(found)}
    return found if len(theirs) >= _FEW or not text.isascii() else None


def _scripts(doc: Document) -> Iterator[Claim]:
    matches = list(_OTHER_SCRIPT.finditer(doc.text))
    if not matches or sum(len(match.group()) for match in matches) > _MUCH * len(doc.text):
        return
    for match in matches:
        span = Span(match.start(), match.end() - len(match.group()) + len(match.group().rstrip()))
        before = doc.text[max(0, span.start - 2) : span.start]
        if not doc.quoted(span) and not before.rstrip().endswith(("(", "[", ":", "（")):
            yield Claim(SCRIPT, span, span.of(doc.text)[:40])
