"""RuleMeta: what is known about a rule without looking for it: id, what it says, how sure it is."""

from __future__ import annotations

from typing import NamedTuple

from wirecopy.model.finding import Safety, Severity


class RuleMeta(NamedTuple):
    """One addressable thing to look for; `id` is `family.kebab-name`."""

    id: str
    message: str
    severity: Severity = Severity.WARNING
    safety: Safety = Safety.SUGGESTION
    why: str = ""

    @property
    def family(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]
