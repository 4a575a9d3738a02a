"""Run the examples of rules: each one is a test of exact spans and of the text after the fix."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple, cast

from wirecopy.api import clean
from wirecopy.config import Config
from wirecopy.model import Safety
from wirecopy.rulebook import Example, locate
from wirecopy.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OPEN, CLOSE = "⟦", "⟧"


class Outcome(NamedTuple):
    """What is wrong with one example of a rule, in words; empty if it holds."""

    rule: str
    example: Example
    problem: str


def builtin_examples() -> Iterator[tuple[str, Example]]:
    """Yield each example of the built-in rules with the rule's id."""
    path = locate.folder() / "examples.json"
    data = cast("Mapping[str, list[dict[str, object]]]", json.loads(path.read_text("utf-8")))
    for rule, cases in data.items():
        for case in cases:
            yield rule, Example(**case)  # type: ignore[arg-type]


def unmark(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Return an example's text without its marks, and the spans between them."""
    text = ""
    spans: list[Span] = []
    for piece in marked.split(OPEN):
        inside, closed, after = piece.partition(CLOSE)
        if closed:
            spans.append(Span(len(text), len(text) + len(inside)))
        text += inside + after
    return text, tuple(spans)


def check(rule: str, example: Example, packs: tuple[str, ...] = ()) -> Outcome:
    """Run one example with nothing but its rule switched on."""
    family = rule.partition(".")[0]
    text, expected = unmark(example.bad or example.ok or "")
    lang = None if example.lang == "any" else example.lang or "en"
    page = family == "markdown" or (family == "markup" and not rule.startswith("markup.stray-"))
    media = "html" if page or text.startswith("<html") else "text"
    # Of a site's example the text counts; some rules judge what another pass has extracted: that is not switched off.
    of_site = example.ok is not None and example.good is not None
    others = ("markup",) if of_site or (media == "html" and family != "markup") else ()
    to = "markdown" if family == "markdown" else "text"
    config = Config(select=(rule, *others), packs=packs, fix_level=Safety.UNSAFE, to=to)
    passes = others if family == "markdown" else (*others, family)
    result = clean(text, media=media, lang=lang, url=example.url, passes=passes, config=config)
    found = tuple(finding.span for finding in result.findings if finding.rule == rule)
    problem = "; ".join(f"{error.error}: {error.message}" for error in result.errors)
    if not problem and not of_site and found != expected:
        problem = f"expected {_shown(text, expected)}, found {_shown(text, found)}"
    if not problem and example.good is not None and result.text != example.good:
        problem = f"expected the text {example.good!r}, got {result.text!r}"
    return Outcome(rule, example, problem)


def _shown(text: str, spans: tuple[Span, ...]) -> str:
    return ", ".join(f"{span.of(text)!r} at {span.start}:{span.end}" for span in spans) or "nothing"
