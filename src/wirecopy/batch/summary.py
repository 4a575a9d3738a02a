"""The summary: what a batch did, in counts that fit in memory whatever the batch's size, but for the list of errors."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wirecopy.batch.record import Outcome

LISTED = 1000
"""Errors that are listed one by one; the others are only counted."""
_SHOWN, _NOTES = 20, 5
_COUNTERS = ("rules", "applied", "removed")


@dataclass(slots=True)
class Summary:
    """Counts over all documents of a run."""

    documents: int = 0
    changed: int = 0
    words_in: int = 0
    words_out: int = 0
    suppressed: int = 0
    reused: int = 0
    """Documents whose outcome came from the cache."""
    duplicates: int = 0
    exact_duplicates: int = 0
    dropped: int = 0
    failed: int = 0
    quarantined: int = 0
    worst: int = -1
    rules: Counter[str] = field(default_factory=Counter)
    """Findings of each rule."""
    applied: Counter[str] = field(default_factory=Counter)
    """Those of them that were repaired or removed."""
    removed: Counter[str] = field(default_factory=Counter)
    """Words of which nothing is left, by the rule that removed them: of a page, tags too."""
    errors: list[list[str]] = field(default_factory=list)
    """Id and reason of documents that could not be read, cleaned or written, and of passes that failed."""
    notes: list[str] = field(default_factory=list)
    """What holds for the whole run, as passes that cannot run on this machine."""

    def add(self, outcome: Outcome, *, dropped: bool = False) -> None:
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
        self.suppressed += stats.suppressed
        self.reused += outcome.reused
        self.duplicates += outcome.duplicate is not None
        self.exact_duplicates += outcome.duplicate is not None and outcome.duplicate.shared == 1.0
        self.dropped += dropped
        self.worst = max(self.worst, stats.worst)
        self.rules.update(stats.rules)
        self.applied.update(stats.applied)
        self.removed.update(stats.removed)
        self.notes += [note for note in outcome.left_out if note not in self.notes]
        for failed in outcome.failed_passes:
            self._list(outcome.id, f"pass left out: {failed}")

    def _list(self, id_: str, why: str) -> None:
        if len(self.errors) < LISTED:
            self.errors.append([id_, why])

    def to_json(self) -> dict[str, object]:
        """Return the summary as JSON data."""
        data = {item.name: getattr(self, item.name) for item in fields(self)}
        return {**data, **{name: dict(sorted(data[name].items())) for name in _COUNTERS}}

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Summary:
        """Return the summary that `to_json` gave."""
        summary = cls()
        for name in (item.name for item in fields(cls) if item.name in data):
            value = data[name]
            setattr(summary, name, Counter(cast("dict[str, int]", value)) if name in _COUNTERS else value)
        return summary

    def lines(self, *, statistics: bool = False) -> list[str]:
        """Return the summary as a table for a person; with `statistics`, all rules."""
        removed = self.removed.total()
        share = f" ({100 * removed / self.words_in:.1f}%)" if self.words_in else ""
        lines = [
            _row(
                "documents",
                self.documents,
                f"{self.changed:,} changed, {self.failed:,} failed, {self.quarantined:,} quarantined",
            )
        ]
        if self.reused:
            lines.append(_row("  unchanged", self.reused, "taken from the cache"))
        if self.duplicates:
            exact = f"{self.exact_duplicates:,} exact, {self.duplicates - self.exact_duplicates:,} near"
            lines.append(_row("  duplicates", self.duplicates, exact + (", dropped" if self.dropped else "")))
        lines.append(_row("words", self.words_in, f"{removed:,} removed{share}"))
        lines += [_row(f"  {family}", words, "removed") for family, words in _by_family(self.removed).most_common()]
        held = f", {self.suppressed:,} more suppressed" if self.suppressed else ""
        repaired = f"{self.applied.total():,} repaired or removed"
        lines.append(_row("findings", self.rules.total(), repaired + held))
        lines += self._rules(len(self.rules) if statistics else 15)
        lines += [f"note: {note}" for note in self.notes[:_NOTES]]
        if len(self.notes) > _NOTES:
            lines.append(f"and {len(self.notes) - _NOTES} more notes; all are in the machine-readable summary")
        return lines + self.error_lines()

    def error_lines(self) -> list[str]:
        """Return what a person must know of the errors, the first of them in full."""
        lines = [f"error: {id_}: {why}" for id_, why in self.errors[:_SHOWN]]
        if len(self.errors) > _SHOWN:
            lines.append(f"and {len(self.errors) - _SHOWN:,} more errors; all are in the machine-readable summary")
        return lines

    def _rules(self, most: int) -> list[str]:
        ranked = sorted(self.rules.items(), key=lambda item: (-item[1], item[0]))
        lines = [
            _row(f"  {rule}", count, f"{self.applied[rule]:,} repaired or removed" if self.applied[rule] else "")
            for rule, count in ranked[:most]
        ]
        if len(ranked) > most:
            lines.append(f"  and {len(ranked) - most} more rules (--statistics shows all)")
        return lines


def _row(name: str, count: int, told: str) -> str:
    return f"{name:<40}{count:>12,}  {told}".rstrip()


def _by_family(rules: Counter[str]) -> Counter[str]:
    families: Counter[str] = Counter()
    for rule, count in rules.items():
        families[rule.partition(".")[0]] += count
    return +families
