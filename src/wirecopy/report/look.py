"""How findings are shown: what the user says of it, templates with fields in braces, numbers with their nouns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.model import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

RULE_FIELDS = ("rule", "family", "name")
_FIELD = re.compile(r"\{([^{}]*)\}")


class Look(NamedTuple):
    """`colour`: None, it is found out. `rule_url`: where a rule is explained. `template`: the line of a finding.

    `fail_level`: the severity from which on a finding is a failure, as it is for the exit code.
    """

    colour: bool | None = None
    rule_url: str | None = None
    template: str = ""
    fail_level: Severity = Severity.INFO

    def link(self, rule: str) -> str | None:
        """Return the address at which a rule is explained, if there is one."""
        family, _, name = rule.partition(".")
        return self.rule_url and filled(self.rule_url, {"rule": rule, "family": family, "name": name})


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}" + ("s" if number != 1 else "")


def filled(template: str, values: Mapping[str, object]) -> str:
    """Return a template with its fields filled in; nothing in a value is taken for a field."""
    return _FIELD.sub(lambda match: str(values[match[1]]), template)


def unknown_field(template: str, known: Collection[str]) -> str | None:
    """Return the first field of a template that is not known, if there is one."""
    return next((name for name in _FIELD.findall(template) if name not in known), None)
