"""Lines looked up among the phrases of many rules: by hash as a whole, by how they begin or end, by words in them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypedDict

from wirecopy.rulebook.shards import Shards
from wirecopy.rulebook.template import Filled, Template, is_template
from wirecopy.text.dates import MAX_DATE
from wirecopy.text.lazy import lazy
from wirecopy.text.normal import line_key, line_keys
from wirecopy.text.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from wirecopy.rulebook.rule import Rule

LINE_KINDS = frozenset({"line", "heading"})
"""Kinds of rules whose phrases are whole lines."""
_ANCHORS = (4, 2, 1)
"""Line beginnings and ends are bucketed by so many code points, as many of them as they have."""
_MAX_LINE = 400
"""Longer lines (code points) are prose: no template is tried."""
_MAX_LONG = 1200
"""Up to this length (code points) a line is looked at for words that it contains."""
_LEFT = lazy(r"[^\w#@©(]+")
_RIGHT = " \t\u00a0|•·–—-,:;›»→▸▶"


class LineHit(NamedTuple):
    """A line that a rule knows: by which phrase, and what stood in the places of it (spans in the line)."""

    rule: Rule
    phrase: str
    filled: tuple[Filled, ...] = ()

    @property
    def evidence(self) -> str:
        """Why the rule knows the line, in words."""
        return f"known phrase {self.phrase!r}"


_hit = partial(tuple.__new__, LineHit)
"""Makes a hit of its fields: many lines of a page are known as a whole."""


class _Part(NamedTuple):
    """A line beginning or end of a rule: a literal and, if it belongs to a phrase with places, the whole of that."""

    literal: str
    rule: Rule
    phrase: str
    template: Template | None = None
    end: bool = False


Entry = tuple[str, int, str, bool, bool]
"""A line beginning or end as plain data: literal, number of its rule, phrase, has it places, is it an end."""


class Lookup(Protocol):
    """Where whole lines are looked up: a dict, or `Shards` of one."""

    def get(self, key: str) -> tuple[int, str] | None:
        """Return the number of the rule that knows a line by its key, and the phrase."""


class Table(TypedDict):
    """What an index looks up, as plain data: made when rules are compiled, so that a start need not."""

    rules: list[str]
    whole: Lookup
    starts: dict[str, list[Entry]]
    ends: dict[str, list[Entry]]
    free: list[Entry]
    words: dict[str, list[tuple[list[str], int]]]


def tabulate(rules: Sequence[Rule]) -> Table:
    """Return the table of rules, which are known by their places in `rules`."""
    whole: dict[str, tuple[int, str]] = {}
    table = Table(rules=[rule.id for rule in rules], whole=whole, starts={}, ends={}, free=[], words={})
    for number, rule in enumerate(rules):
        for combination in (item for items in rule.contains.values() for item in items):
            pieces = [piece.strip().casefold() for piece in combination.split("+")]
            table["words"].setdefault(pieces[0], []).append((pieces, number))
        for phrase in (phrase for phrases in rule.phrases.values() for phrase in phrases):
            _add(table, whole, number, phrase)
        for start in (start for starts in rule.starts.values() for start in starts):
            key = line_key(start + "x")[:-1].rstrip()
            table["starts"].setdefault(_head(key), []).append((key, number, start, False, False))
        for end in (end for ends in rule.ends.values() for end in ends):
            key = line_key("x" + end)[1:].lstrip()
            table["ends"].setdefault(_tail(key), []).append((key, number, end, False, True))
    return table


def _add(table: Table, whole: dict[str, tuple[int, str]], number: int, phrase: str) -> None:
    if not is_template(phrase):
        if key := line_key(phrase.replace("{n}", "0")):
            whole.setdefault(key, (number, phrase))
        return
    template = Template(phrase)
    if template.head:
        table["starts"].setdefault(_head(template.head), []).append((template.head, number, phrase, True, False))
    elif not template.tail:
        table["free"].append(("", number, phrase, True, False))
    else:
        table["ends"].setdefault(_tail(template.tail), []).append((template.tail, number, phrase, True, False))


class PhraseIndex:
    """Looks a line up among the phrases, line beginnings and line ends of many rules, in any language: by hash.

    `table`: what `tabulate` gave for these very rules, if that is at hand.
    """

    def __init__(self, rules: Iterable[Rule], table: Table | None = None) -> None:
        self._rules = tuple(rules)
        if table is None or table["rules"] != [rule.id for rule in self._rules]:
            table = tabulate(self._rules)
        self._whole = table["whole"]
        self._starts, self._ends = _Buckets(table["starts"], self._rules), _Buckets(table["ends"], self._rules)
        self._heads, self._tails = _by_size(table["starts"]), _by_size(table["ends"])
        self._free = _parts(table["free"], self._rules)
        self._words = table["words"]
        self._first_words = frozenset(self._words)

    def find(self, line: str, words: Sequence[str] | None = None) -> LineHit | None:
        """Return the rule that knows this line: as a whole, by how it begins or ends, or by what it contains.

        `words`: what `words_of` gives for the line, if it is known.
        """
        if len(line) > _MAX_LINE:
            return self._containing(line, words_of(line) if words is None else words)
        key = line_key(line)
        if known := self._whole.get(key):
            return LineHit(self._rules[known[0]], known[1])
        at, core = _core(line)
        hit = self._placed(key, at, core, core.casefold().replace("’", "'"))
        return hit or self._containing(line, words_of(line) if words is None else words)

    def find_all(
        self, lines: Sequence[str], words: Sequence[Sequence[str]], vocabulary: AbstractSet[str]
    ) -> list[LineHit | None]:
        """Return what `find` gives for each of many lines, none of which holds a line feed.

        `words` are those of the lines, `vocabulary` all of them, and perhaps more. Most lines are known as a whole, or are
        through with a look at how they begin and end.
        """
        keys = line_keys(lines)
        whole, rules = self._whole, self._rules
        known = whole.many(keys) if isinstance(whole, Shards) else [*map(whole.get, keys)]
        found = [entry and _hit((rules[entry[0]], entry[1], ())) for entry in known]
        left = [number for number, hit in enumerate(found) if hit is None]
        if not left:
            return found
        cores = [_core(line) if len(line := lines[number]) <= _MAX_LINE else (0, "") for number in left]
        folded = "\n".join([core for _, core in cores]).casefold().replace("’", "'").split("\n")
        (heads_4, heads_2, heads_1), (tails_4, tails_2, tails_1) = self._heads, self._tails
        free = bool(self._free)
        for number, (at, core), line in zip(left, cores, folded, strict=True):
            if (
                line[:4] in heads_4
                or line[:2] in heads_2
                or line[-4:] in tails_4
                or (free and "0" in keys[number] and len(core) <= MAX_DATE)
                or line[:1] in heads_1
                or line[-2:] in tails_2
                or line[-1:] in tails_1
            ):
                found[number] = self._placed(keys[number], at, core, line)
        if met := self._first_words & vocabulary:
            for number in left:
                if not met.isdisjoint(words[number]) and found[number] is None:
                    found[number] = self._containing(lines[number], words[number])
        return found

    def _placed(self, key: str, at: int, core: str, folded: str) -> LineHit | None:
        """Return the hit of a line that begins or ends as an entry does, or is a phrase that is nothing but places."""
        for part in self._candidates(folded):
            if part.template is None:
                if _bordered(part, key):
                    return LineHit(part.rule, part.phrase)
            elif (folded.startswith(part.literal) or folded.endswith(part.literal)) and (
                hit := _filled(part, core, at)
            ):
                return hit
        if len(core) <= MAX_DATE and "0" in key:
            for part in self._free:
                if hit := _filled(part, core, at):
                    return hit
        return None

    def _candidates(self, folded: str) -> list[_Part]:
        starts, ends = self._starts, self._ends
        found: list[_Part] = []
        for size in _ANCHORS:
            if (head := folded[:size]) in starts.entries:
                found += starts[head]
        for size in _ANCHORS:
            if (tail := folded[-size:]) in ends.entries:
                found += ends[tail]
        return found

    def _containing(self, line: str, words: Sequence[str]) -> LineHit | None:
        """Return the rule one of whose combinations of words stands in the line."""
        if len(line) > _MAX_LONG or self._words.keys().isdisjoint(words):
            return None
        folded = line.casefold().replace("’", "'")
        for word in dict.fromkeys(words):
            for pieces, number in self._words.get(word, ()):
                rule = self._rules[number]
                if len(words) <= (rule.where.max_words or _MAX_LONG) and all(piece in folded for piece in pieces):
                    return LineHit(rule, " + ".join(pieces))
        return None


class _Buckets(dict[str, "tuple[_Part, ...]"]):
    """Parts by their first or last code points, made of plain data when a line first asks for them."""

    def __init__(self, entries: Mapping[str, Sequence[Entry]], rules: Sequence[Rule]) -> None:
        super().__init__()
        self.entries = entries
        self._rules = rules

    def __missing__(self, key: str) -> tuple[_Part, ...]:
        parts = self[key] = _parts(self.entries[key], self._rules)
        return parts


def _parts(entries: Iterable[Entry], rules: Sequence[Rule]) -> tuple[_Part, ...]:
    return tuple(
        _Part(literal, rules[number], phrase, Template(phrase) if places else None, end)
        for literal, number, phrase, places, end in entries
    )


def _core(line: str) -> tuple[int, str]:
    """Return a line without what decorates its edges, and where that begins."""
    decoration = None if line[:1].isalnum() else _LEFT.match(line)
    at = decoration.end() if decoration else 0
    return at, line[at:].rstrip(_RIGHT)


def _by_size(entries: Mapping[str, object]) -> tuple[frozenset[str], ...]:
    """Return the buckets of each size of `_ANCHORS`."""
    return tuple(frozenset(key for key in entries if len(key) == size) for size in _ANCHORS)


def _head(literal: str) -> str:
    """Return the bucket of a line beginning."""
    return literal[: next(size for size in _ANCHORS if size <= len(literal))]


def _tail(literal: str) -> str:
    """Return the bucket of a line end."""
    return literal[-next(size for size in _ANCHORS if size <= len(literal)) :]


def _bordered(part: _Part, key: str) -> bool:
    """Tell whether a line begins or ends with a literal, as words of their own, and is short enough for its rule."""
    if not (key.endswith(part.literal) if part.end else key.startswith(part.literal)):
        return False
    border = len(key) - len(part.literal) if part.end else len(part.literal)
    return _short_enough(part.rule, key) and _parted(key, border)


def _filled(part: _Part, core: str, at: int) -> LineHit | None:
    assert part.template
    filled = part.template.fill(core)
    if filled is None:
        return None
    return LineHit(part.rule, part.phrase, tuple(item._replace(span=item.span.shifted(at)) for item in filled))


def _short_enough(rule: Rule, key: str) -> bool:
    return rule.where.max_words is None or key.count(" ") < rule.where.max_words


def _parted(key: str, at: int) -> bool:
    """Tell whether a word boundary stands at `at`; in scripts without spaces any place will do."""
    if at in (0, len(key)):
        return True
    before, after = key[at - 1], key[at]
    return not (before.isalnum() and after.isalnum()) or before >= "\u2e80" or after >= "\u2e80"
