"""One rule explained in Markdown: what `wirecopy rules show` prints, and what the rule reference is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.model import Safety

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wirecopy.rulebook import Example, Rule

_SHOWN = 8
"""Examples of one kind; the rest is in the rule's file."""
_SAFETY = {
    Safety.SAFE: "safe: applied by default",
    Safety.LIKELY: "likely: applied by default, left out by `--fix-level safe`",
    Safety.UNSAFE: "unsafe: applied by `--fix-level unsafe`",
    Safety.SUGGESTION: "none: for a person to decide",
}


def explain(rule: Rule, examples: Iterable[Example], level: int = 1) -> str:
    """Return the rule with reason, examples and what to do about it. `level`: of the heading."""
    mark = "#" * level
    parts = [f"{mark} {rule.id}", rule.message, "\n".join(_facts(rule))]
    if rule.why:
        parts.append(f"{mark}# Why\n\n{rule.why}")
    cases = list(examples)
    bad, ok = [case for case in cases if case.bad], [case for case in cases if case.ok]
    if bad:
        parts.append(f"{mark}# Reported\n\nThe finding is what stands between ⟦ and ⟧.")
        parts += (_case(case) for case in bad[:_SHOWN])
    if ok:
        parts.append(f"{mark}# Left alone")
        parts += (_case(case) for case in ok[:_SHOWN])
    parts.append(f"{mark}# Settings\n\n{_fence(_settings(rule), 'toml')}")
    return "\n\n".join(parts) + "\n"


def _facts(rule: Rule) -> Iterator[str]:
    yield f"- severity: {rule.severity.name.lower()}"
    yield f"- fix: {_SAFETY[rule.safety]}"
    yield f"- on by default: {'yes' if rule.default else f'no, `--select {rule.id}` switches it on'}"
    if rule.langs and rule.langs != ("any",):
        yield f"- languages: {', '.join(rule.langs)}"
    if rule.where.zone != "any":
        yield f"- where: {rule.where.zone} of the article"
    if rule.confidence is not None:
        yield f"- confidence: {rule.confidence:.0%}"
    if rule.measured:
        yield f"- read by eye: {'; '.join(map(str, rule.measured))}"


def _case(case: Example) -> str:
    lang = f"In {case.lang}:\n\n" if case.lang and case.lang not in {"en", "any"} else ""
    shown = f"{lang}{_fence(case.bad or case.ok or '')}"
    return f"{shown}\n\nbecomes\n\n{_fence(case.good)}" if case.good is not None else shown


def _fence(text: str, info: str = "text") -> str:
    """Return text as a code block; what does not print is written as an escape."""
    shown = "".join(char if char.isprintable() or char == "\n" else f"\\u{ord(char):04x}" for char in text).strip("\n")
    ticks = "````" if "```" in shown else "```"
    return f"{ticks}{info}\n{shown or '(nothing)'}\n{ticks}"


def _settings(rule: Rule) -> str:
    return (
        f'ignore = ["{rule.id}"]                 # off\n'
        f'severity = {{ "{rule.id}" = "info" }}    # or warning, error\n'
        f'allow = {{ "{rule.id}" = ["a text that is right"] }}'
    )
