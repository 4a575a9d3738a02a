"""Rule: one YAML file of a pack as typed data, and its compiled (JSON) form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from wirecopy.model import RuleMeta, Safety, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

ANY = "any"
"""The language key of what holds in every language."""

SELECTORS = "selectors"
"""The kind of the rule with one host's CSS selectors: `phrases` are those that drop, `starts` those that keep, by host."""
SITE_PART = "markup.site-part"
"""Its id."""

_Row = tuple[
    str,
    list[str],
    list[str],
    bool,
    tuple[int, int] | None,
    list[list[str]],
    tuple[int, tuple[str, ...]] | None,
    list[tuple[int, int]],
]
"""A pattern as JSON has it."""
Phrases = dict[str, tuple[str, ...]]


class RuleError(ValueError):
    """A rule file that cannot be used; the message names file, line, key and what to do."""


class Pattern(NamedTuple):
    r"""A regular expression that is tried only where one of `literals` (small letters) stands in the text.

    The finding's span is the group `at` where there is one. `suggest` are templates of replacements (`\1`, `\g<name>`).
    With a `window` the literals are whole words, looked up in the set of the text's words, and the regular expression is
    tried only from so many code points before the start of such a word to so many after it, in texts that hold one word of
    each group of `also`, and at a word that has one of the words `beside` it (-1: before, 1: after) and one of each group
    within the stretch that `near` gives it, in words from the one at hand.
    """

    regex: str
    literals: tuple[str, ...]
    suggest: tuple[str, ...] = ()
    case: bool = False
    window: tuple[int, int] | None = None
    also: tuple[tuple[str, ...], ...] = ()
    beside: tuple[int, Collection[str]] | None = None
    near: tuple[tuple[int, int], ...] = ()


class Where(NamedTuple):
    """Where in a document a rule applies.

    `zone`: "head" or "tail" of the article, "outside" of it (either), or "any" place; `max_words`: longer lines are left alone;
    `quotations`: look inside quotation marks too; `code`: look in articles about programs, too.
    """

    zone: str = "any"
    max_words: int | None = None
    quotations: bool = False
    code: bool = True


class Example(NamedTuple):
    """A test of a rule. Exactly one of `bad` (with the span between ⟦⟧) and `ok` is set; `url`: where it is from."""

    bad: str | None = None
    good: str | None = None
    ok: str | None = None
    lang: str | None = None
    url: str | None = None
    line: int = 0


class Measured(NamedTuple):
    """What a rule reported on a kind of text, and how much of it a person who read it found right.

    `read`: so many of the hits were looked at, chosen evenly.
    """

    text: str
    words: int
    hits: int
    read: int
    right: int

    def __str__(self) -> str:
        """Return it in words."""
        if not self.hits:
            return f"no hits in {self.words:,} words of {self.text}"
        read = f" of {self.read} read" if self.read < self.hits else ""
        plural = "" if self.hits == 1 else "s"
        return f"{self.hits} hit{plural} in {self.words:,} words of {self.text}, {self.right}{read} right"


class Rule(NamedTuple):
    """One thing to look for. `phrases`, `starts` and `ends` are by language: whole lines, their beginnings, their ends."""

    id: str
    message: str
    kind: str
    severity: Severity
    safety: Safety
    fix: str | None
    default: bool
    where: Where
    phrases: Phrases
    starts: Phrases
    ends: Phrases
    contains: Phrases
    """By language: words joined by "+" that all stand in a line; the first is one whole word, looked up by hash."""
    patterns: dict[str, tuple[Pattern, ...]]
    why: str
    category: str
    facts: dict[str, str]
    """Which field of the article's metadata each place of a phrase tells, as {name: author}."""
    confidence: float | None
    """How often the rule is right, as measured."""
    measured: tuple[Measured, ...] = ()

    @classmethod
    def of_code(cls, meta: RuleMeta) -> Rule:
        """Return the rule that stands in no file, since a pass alone knows it."""
        return cls.from_json(
            {
                "id": meta.id,
                "message": meta.message,
                "kind": "check",
                "severity": int(meta.severity),
                "safety": int(meta.safety),
                "why": meta.why,
            }
        )

    @property
    def meta(self) -> RuleMeta:
        """What the rest of the program knows of the rule."""
        return RuleMeta(self.id, self.message, self.severity, self.safety, self.why)

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages that the rule speaks, sorted; none for a site pack, whose phrases are by host."""
        if self.kind in {"site", SELECTORS}:
            return ()
        return tuple(sorted({*self.phrases, *self.starts, *self.ends, *self.contains, *self.patterns}))

    def to_json(self) -> dict[str, object]:
        """Return the compiled form; what is at its default is left out."""
        record: dict[str, object] = {"id": self.id, "message": self.message, "kind": self.kind}
        record["severity"], record["safety"] = int(self.severity), int(self.safety)
        for name in (
            "fix",
            "why",
            "category",
            "phrases",
            "starts",
            "ends",
            "contains",
            "facts",
            "confidence",
            "measured",
        ):
            if value := getattr(self, name):
                record[name] = value
        if not self.default:
            record["default"] = False
        if self.where != Where():
            record["where"] = [*self.where]
        if self.patterns:
            record["patterns"] = {
                lang: [[p.regex, p.literals, p.suggest, p.case, p.window, p.also, p.beside, p.near] for p in patterns]
                for lang, patterns in self.patterns.items()
            }
        return record

    @classmethod
    def from_json(cls, record: Mapping[str, object]) -> Rule:
        """Return the rule that `to_json` wrote."""
        where = cast("tuple[str, int | None, bool, bool]", record.get("where", Where()))
        patterns = cast("dict[str, list[_Row]]", record.get("patterns", {}))
        return cls(
            id=cast("str", record["id"]),
            message=cast("str", record["message"]),
            kind=cast("str", record["kind"]),
            severity=Severity(cast("int", record["severity"])),
            safety=Safety(cast("int", record["safety"])),
            fix=cast("str | None", record.get("fix")),
            default=cast("bool", record.get("default", True)),
            where=Where(*where),
            phrases=cast("Phrases", record.get("phrases", {})),
            starts=cast("Phrases", record.get("starts", {})),
            ends=cast("Phrases", record.get("ends", {})),
            contains=cast("Phrases", record.get("contains", {})),
            patterns={
                lang: tuple(
                    Pattern(
                        regex,
                        tuple(literals),
                        tuple(suggest),
                        case,
                        window,
                        tuple(map(tuple, also)),
                        beside,
                        tuple(near),
                    )
                    for regex, literals, suggest, case, window, also, beside, near in items
                )
                for lang, items in patterns.items()
            },
            why=cast("str", record.get("why", "")),
            category=cast("str", record.get("category", "")),
            facts=cast("dict[str, str]", record.get("facts", {})),
            confidence=cast("float | None", record.get("confidence")),
            measured=tuple(
                Measured(*row) for row in cast("list[tuple[str, int, int, int, int]]", record.get("measured", []))
            ),
        )
