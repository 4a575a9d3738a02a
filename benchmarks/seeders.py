"""Seeders: each makes one kind of contradiction in an article by a small change, or says that it has no place for one."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Seeded(NamedTuple):
    """An article with one contradiction: the changed text, and where it may rightly be reported."""

    text: str
    start: int
    end: int
    url: str | None = None


def replaced(text: str, start: int, end: int, new: str) -> Seeded:
    return Seeded(text[:start] + new + text[end:], start, start + len(new))


def added(text: str, sentence: str, rng: random.Random) -> Seeded | None:
    """Put a sentence at the end of a paragraph of some length that ends with a stop."""
    ends = [m.end() for m in re.finditer(r"[a-z]{3}\.(?=\n|\Z)", text) if outside_quotations(text, m.end())]
    if not ends:
        return None
    at = rng.choice(ends)
    return Seeded(f"{text[:at]} {sentence}{text[at:]}", at + 1, at + 1 + len(sentence))


def outside_quotations(text: str, start: int) -> bool:
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return line.count('"') % 2 == 0 and line.count("“") == line.count("”")


def wrong_day(day: date, rng: random.Random) -> str:
    return rng.choice([name for number, name in enumerate(DAYS) if number != day.weekday()])


def weekday(text: str, rng: random.Random) -> Seeded | None:
    day = date(2001, 1, 1) + timedelta(rng.randrange(8000))
    month = calendar.month_name[day.month]
    form = rng.choice(["{w}, {m} {d}, {y}", "{w} {d} {m} {y}", "{w}, {d} {m} {y}", "{w}, the {d}th of {m} {y}"])
    if "th of" in form and (day.day in (1, 2, 3, 21, 22, 23, 31)):
        form = "{w} {d} {m} {y}"
    told = form.format(w=wrong_day(day, rng), m=month, d=day.day, y=day.year)
    return added(text, f"The first meeting was held on {told}, the organisers said.", rng)


def weekday_without_year(text: str, rng: random.Random) -> Seeded | None:
    own = date(2005, 1, 1) + timedelta(rng.randrange(6500))
    day = own + timedelta(rng.randrange(-30, 30))
    told = rng.choice(["{w}, {m} {d}", "{w} {d} {m}", "{w}, {d} {m}"]).format(
        w=wrong_day(day, rng), m=calendar.month_name[day.month], d=day.day
    )
    seeded = added(text, f"The next meeting was set for {told}, the organisers said.", rng)
    return seeded and seeded._replace(url=f"https://example.org/{own:%Y/%m/%d}/talks.html")


def impossible_date(text: str, rng: random.Random) -> Seeded | None:
    month = rng.choice([2, 4, 6, 9, 11])
    day = rng.choice([30, 31]) if month == 2 else 31
    name = calendar.month_name[month]
    return added(text, f"The contract ends on {rng.choice([f'{day} {name}', f'{name} {day}'])}, the company said.", rng)


def impossible_time(text: str, rng: random.Random) -> Seeded | None:
    hour, minute = rng.choice(
        [(rng.randrange(13, 24), rng.randrange(60)), (rng.randrange(1, 13), rng.randrange(60, 99))]
    )
    told = rng.choice([f"{hour}:{minute:02} p.m.", f"{hour}.{minute:02}pm", f"{hour}:{minute:02} pm"])
    return added(text, f"The doors will open at {told} on both days.", rng)


def backwards_range(text: str, rng: random.Random) -> Seeded | None:
    first = rng.randrange(1900, 2000)
    last = first + rng.randrange(1, 60)
    told = rng.choice([f"from {last} to {first}", f"between {last} and {first}", f"in {last}-{first}"])
    return added(text, f"He was a member of the council {told}, the town's records show.", rng)


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
    return added(
        text, rng.choice(forms).replace("a change of", rng.choice(["a rise of" if new > old else "a drop of"])), rng
    )


def repeated_paragraph(text: str, rng: random.Random) -> Seeded | None:
    paragraphs = list(re.finditer(r"[^\n]{80,}[.!?](?=\n|\Z)", text))
    if len(paragraphs) < 3:
        return None
    first, later = sorted(rng.sample(range(len(paragraphs)), 2))
    at = paragraphs[later].end()
    return Seeded(f"{text[:at]}\n\n{paragraphs[first][0]}{text[at:]}", at, at + 2 + len(paragraphs[first][0]))


def cut_paragraph(text: str, rng: random.Random) -> Seeded | None:
    words = list(
        re.finditer(
            r"(?<=[a-z] )(?:the|of|and|to|a|with|for|from|by|their|its|was|were|has)(?= [a-z][^\n]*\n\n[A-Z])", text
        )
    )
    words = [m for m in words if text.count(" ", text.rfind("\n", 0, m.start()) + 1, m.start()) > 10]
    if not words:
        return None
    place = rng.choice(words)
    return Seeded(text[: place.end()] + text[text.find("\n", place.end()) :], place.start(), place.end())


def quotation_mark(text: str, rng: random.Random) -> Seeded | None:
    places = list(re.finditer(r"(?<=[ \n])[\"“][^\"“”\n]{20,}?[,.?!][\"”](?= [a-z])", text))
    if not places:
        return None
    place = rng.choice(places)
    line_start, line_end = (
        text.rfind("\n", 0, place.start()) + 1,
        (text.find("\n", place.end()) + len(text)) % len(text) or len(text),
    )
    if text.count('"', line_start, line_end) + text.count("“", line_start, line_end) > 2:
        return None
    cut = rng.choice([place.start(), place.end() - 1])
    return Seeded(text[:cut] + text[cut + 1 :], line_start, line_end)


def bracket(text: str, rng: random.Random) -> Seeded | None:
    places = list(re.finditer(r"\([A-Za-z][^()\n]{5,60}\)", text))
    if not places:
        return None
    place = rng.choice(places)
    cut = rng.choice([place.start(), place.end() - 1])
    return Seeded(text[:cut] + text[cut + 1 :], place.start(), place.end())


SEEDERS: dict[str, Callable[[str, random.Random], Seeded | None]] = {
    "weekday": weekday,
    "weekday-without-year": weekday_without_year,
    "impossible-date": impossible_date,
    "impossible-time": impossible_time,
    "range": backwards_range,
    "units": units,
    "age": age,
    "acronym": acronym,
    "name-slip": name_slip,
    "name-transliteration": name_transliteration,
    "spelling": spelling,
    "percent": percent,
    "repeated-paragraph": repeated_paragraph,
    "cut-paragraph": cut_paragraph,
    "quotation-mark": quotation_mark,
    "bracket": bracket,
}
