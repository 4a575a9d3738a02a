"""Which regular expressions run in linear time: those without backreferences, nested or open-ended wildcard repeats."""

from __future__ import annotations

import re
from typing import Any

_LIMIT = 400


def why_not_linear(pattern: str) -> str | None:
    """Return what makes `pattern` unusable in a rule, in words; None if nothing does.

    A repeat without a bound may not stand inside another repeat, and may not be of a class that matches nearly
    everything (`.`, `[^x]`): such a repeat needs a bound, as in `.{0,80}`.
    """
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return f"not a regular expression: {error}"
    parser = re._parser  # type: ignore[attr-defined]  # noqa: SLF001 - the only way to a parse tree
    return _walk(parser.parse(pattern), in_repeat=False)


def _walk(items: Any, *, in_repeat: bool) -> str | None:
    for op, value in items:
        name = str(op)
        if name in {"GROUPREF", "GROUPREF_EXISTS"}:
            return "backreferences are not linear-time; write the alternatives out"
        if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            problem = _repeat(value, in_repeat=in_repeat)
        elif name == "SUBPATTERN":
            problem = _walk(value[3], in_repeat=in_repeat)
        elif name == "BRANCH":
            problem = next(filter(None, (_walk(branch, in_repeat=in_repeat) for branch in value[1])), None)
        elif name in {"ASSERT", "ASSERT_NOT"}:
            problem = _walk(value[1], in_repeat=in_repeat)
        elif name == "ATOMIC_GROUP":
            problem = _walk(value, in_repeat=in_repeat)
        else:
            problem = None
        if problem:
            return problem
    return None


def _repeat(value: Any, *, in_repeat: bool) -> str | None:
    low, high, body = value
    open_ended = int(high) > _LIMIT
    if open_ended and in_repeat:
        return "a repeat without a bound inside another repeat is not linear-time; give it a bound, as in {1,5}"
    if open_ended and any(_is_wide(op, arg) for op, arg in body):
        return "a wildcard repeated without a bound is not linear-time; give it one, as in .{0,80}"
    return _walk(body, in_repeat=in_repeat or int(high) > max(1, int(low)))


def _is_wide(op: Any, arg: Any) -> bool:
    name = str(op)
    return name in {"ANY", "NOT_LITERAL"} or (name == "IN" and bool(arg) and str(arg[0][0]) == "NEGATE")
