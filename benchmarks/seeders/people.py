"""What is told or spelled in two ways: ages, acronyms, names, words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from seeders.place import Seeded, added, outside_quotations, replaced

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

FULL_NAME = re.compile(r"(?<=[a-z,] )([A-Z][a-z]{2,12} [A-Z][a-z]{4,14})(?=[ ,.])")


def age(text: str, rng: random.Random) -> Seeded | None:
    names = [m for m in FULL_NAME.finditer(text) if outside_quotations(text, m.start())]
    if not names:
        return None
    name = rng.choice(names)[1]
    first = rng.randrange(20, 80)
    second = first + rng.choice([-10, -9, -2, -1, 1, 2, 9, 10])
    forms = [
        f"{name}, {{}}, was there.",
        f"The list named {{}}-year-old {name}.",
        f"{name} ({{}}) did not answer.",
        f"{name}, aged {{}}, left.",
    ]
    one = added(text, rng.choice(forms).format(first), rng)
    two = one and added(one.text, rng.choice(forms).format(second), rng)
    return two and Seeded(two.text, 0, len(two.text))


ACRONYM = re.compile(r"\b((?:[A-Z][a-z]{3,} (?:of |for |and |the )*){1,4}[A-Z][a-z]{3,}) \(([A-Z]{3,5})\)")
OTHERS = {
    "A": "Allied",
    "B": "Border",
    "C": "Coastal",
    "D": "Digital",
    "E": "Eastern",
    "F": "Federal",
    "G": "Global",
    "H": "Harbour",
    "I": "Inland",
    "L": "Local",
    "M": "Maritime",
    "N": "Northern",
    "O": "Open",
    "P": "Popular",
    "R": "Regional",
    "S": "Southern",
    "T": "Trade",
    "U": "Urban",
    "W": "Western",
}


def acronym(text: str, rng: random.Random) -> Seeded | None:
    for match in ACRONYM.finditer(text):
        words = match[1].split()
        capitals = [at for at, word in enumerate(words) if word[0].isupper()]
        if "".join(words[at][0] for at in capitals) != match[2] or not outside_quotations(text, match.start()):
            continue
        at = rng.choice(capitals)
        new = OTHERS.get(words[at][0])
        if new is None or new == words[at]:
            continue
        told = " ".join([*words[:at], new, *words[at + 1 :]])
        seeded = added(text, f"The {told} ({match[2]}) gave no answer.", rng)
        return seeded and Seeded(seeded.text, 0, len(seeded.text))
    return None


TRANSLITERATIONS = (
    ("ch", "tch"),
    ("sh", "ch"),
    ("kh", "h"),
    ("ou", "u"),
    ("u", "ou"),
    ("y", "i"),
    ("i", "y"),
    ("k", "c"),
    ("c", "k"),
    ("v", "w"),
    ("w", "v"),
    ("z", "s"),
    ("ph", "f"),
    ("ss", "s"),
    ("nn", "n"),
    ("ll", "l"),
    ("tt", "t"),
)


def surname_places(text: str) -> Iterator[tuple[str, list[re.Match[str]]]]:
    """Yield surnames that stand three times or more outside quotations, with their places without a first name."""
    counts = Counter(re.findall(r"\b[A-Z][a-z]{4,14}\b", text))
    small = set(re.findall(r"\b[a-z]{5,15}\b", text))
    for name, count in sorted(counts.items()):
        if count < 4 or name.lower() in small or not re.search(rf"[A-Z][a-z]+ {name}\b", text):
            continue
        places = [
            m
            for m in re.finditer(rf"(?<=[a-z,] ){name}\b(?! [A-Z])(?!['’-])", text)
            if outside_quotations(text, m.start())
        ]
        places = [m for m in places if not text[: m.start()].rstrip().split()[-1][0].isupper()]
        if places:
            yield name, places


def name_slip(text: str, rng: random.Random) -> Seeded | None:
    names = list(surname_places(text))
    if not names:
        return None
    name, places = rng.choice(names)
    place = rng.choice(places)
    at = rng.randrange(1, len(name) - 1)
    slips = [
        name[:at] + name[at + 1 :],
        name[:at] + name[at] + name[at:],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        name[:at] + rng.choice("aeiournst") + name[at + 1 :],
    ]
    slip = rng.choice(slips)
    return None if slip == name else replaced(text, *place.span(), slip)


def name_transliteration(text: str, rng: random.Random) -> Seeded | None:
    for name, places in rng.sample(found := list(surname_places(text)), len(found)):
        fits = [(old, new) for old, new in TRANSLITERATIONS if old in name[1:]]
        if fits:
            old, new = rng.choice(fits)
            return replaced(text, *rng.choice(places).span(), name[0] + name[1:].replace(old, new, 1))
    return None


SPELLINGS = (
    "colour color",
    "centre center",
    "defence defense",
    "labour labor",
    "favour favor",
    "organisation organization",
    "neighbour neighbor",
    "travelled traveled",
    "theatre theater",
    "behaviour behavior",
    "honour honor",
    "recognised recognized",
    "criticised criticized",
    "organised organized",
    "harbour harbor",
    "favourite favorite",
    "cancelled canceled",
)


def spelling(text: str, rng: random.Random) -> Seeded | None:
    for pair in rng.sample(SPELLINGS, len(SPELLINGS)):
        for old, new in (pair.split(), pair.split()[::-1]):
            places = [m for m in re.finditer(rf"\b{old}\b", text) if outside_quotations(text, m.start())]
            if len(places) > 2:
                return replaced(text, *rng.choice(places).span(), new)._replace(start=0, end=len(text))
    return None
