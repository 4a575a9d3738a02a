"""Contradictions of figures: units that do not convert, percentages that do not come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seeders.place import Seeded, added

if TYPE_CHECKING:
    import random

UNITS = (
    ("miles", "km", 1.609344),
    ("feet", "m", 0.3048),
    ("inches", "cm", 2.54),
    ("pounds", "kg", 0.45359),
    ("acres", "hectares", 0.4047),
    ("mph", "km/h", 1.609344),
    ("gallons", "litres", 3.785),
    ("km", "miles", 0.62137),
    ("kg", "pounds", 2.2046),
    ("kilometres", "miles", 0.62137),
)


def units(text: str, rng: random.Random) -> Seeded | None:
    unit, other, factor = rng.choice(UNITS)
    value = rng.randrange(10, 900)
    wrong = value * factor * rng.choice([0.1, 0.5, 0.7, 1.4, 1.8, 10])
    if rng.random() < 0.3:
        unit, other, wrong = other, unit, value / factor * rng.choice([0.1, 0.6, 1.6, 10])
    return added(text, f"The strip is {value} {unit} ({round(wrong):,} {other}) by the official count.", rng)


def percent(text: str, rng: random.Random) -> Seeded | None:
    old = rng.randrange(100, 900)
    new = old * (1 + rng.choice([-0.4, -0.2, -0.1, 0.1, 0.25, 0.5]))
    said = abs(new - old) / old * 100 * rng.choice([0.4, 0.6, 1.6, 2.5])
    verb = "rose" if new > old else "fell"
    change = "rise" if new > old else "drop"
    forms = [
        f"Sales {verb} {said:.0f}% to ${new:.0f} million from ${old} million.",
        f"Sales {verb} from {old} to {new:.0f}, a {change} of {said:.0f}%.",
        f"Output {verb} by {said:.0f} percent to {new:.0f} tonnes, from {old} tonnes.",
    ]
    if rng.random() < 0.4:
        whole = rng.randrange(40, 400)
        part = rng.randrange(5, whole)
        real = 100 * part / whole
        wrong = real / 2 if real > 50 else real + rng.choice([10, 20, 40])
        return added(text, f"They checked {part} of {whole} homes ({wrong:.0f}%).", rng)
    return added(text, rng.choice(forms), rng)
