"""The summary: what a batch did, in counts that fit in memory whatever the batch's size, but for the list of errors."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from wirecopy.batch.record import Outcome

LISTED = 1000
"""Errors that are listed one by one; the others are only counted."""


@dataclass(slots=True)
class Summary:
    """Counts over all documents of a run."""

    documents: int = 0
    changed: int = 0
    words_in: int = 0
    words_out: int = 0
    failed: int = 0
    quarantined: int = 0
    worst: int = -1
    rules: Counter[str] = field(default_factory=Counter)
    errors: list[list[str]] = field(default_factory=list)
    """Id and reason of documents that could not be read or cleaned, and of passes that failed."""
    notes: list[str] = field(default_factory=list)
    """What holds for the whole run, as passes that cannot run on this machine."""

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.documents += 1
        if outcome.error:
            self.failed += 1
            self._list(outcome.id, outcome.error)
            return
        stats = outcome.stats
        self.changed += stats.changed
        self.words_in += stats.words_in
        self.words_out += stats.words_out
        self.worst = max(self.worst, stats.worst)
        self.rules.update(stats.rules)
        self.notes += [note for note in outcome.left_out if note not in self.notes]
        for failed in outcome.failed_passes:
            self._list(outcome.id, f"pass left out: {failed}")

    def _list(self, id_: str, why: str) -> None:
        if len(self.errors) < LISTED:
            self.errors.append([id_, why])

    def to_json(self) -> dict[str, object]:
        """Return the summary as JSON data."""
        return {
            **{name: getattr(self, name) for name in self.__slots__ if name != "rules"},
            "rules": dict(sorted(self.rules.items())),
        }

    @classmethod
    def from_json(cls, data: dict[str, object]) -> Summary:
        """Return the summary that `to_json` gave."""
        values = {**data, "rules": Counter(cast("dict[str, int]", data.get("rules", {})))}
        return cls(**values)  # type: ignore[arg-type]

    def lines(self) -> list[str]:
        """Return the summary as lines for a person: documents, words by family of rule, errors."""
        removed = self.words_in - self.words_out
        share = f" ({100 * removed / self.words_in:.1f}%)" if self.words_in else ""
        lines = [
            f"documents     {self.documents:>10}   changed {self.changed}, failed {self.failed}, quarantined {self.quarantined}",
            f"words         {self.words_in:>10}   removed {removed}{share}",
            f"findings      {sum(self.rules.values()):>10}",
        ]
        lines += [f"  {count:>10}  {rule}" for rule, count in self.rules.most_common(15)]
        if len(self.rules) > 15:
            lines.append(f"              and {len(self.rules) - 15} more rules")
        lines += [f"note: {note}" for note in self.notes]
        lines += [f"error: {id_}: {why}" for id_, why in self.errors[:20]]
        if len(self.errors) > 20:
            lines.append(f"and {len(self.errors) - 20} more errors; all are in the machine-readable summary")
        return lines
