"""RuleMeta: what is known about a rule without looking for it: id, what it says, how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.model.finding import Safety, Severity


@dataclass(frozen=True, slots=True)
class RuleMeta:
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
