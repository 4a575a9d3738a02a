"""Read and check one rule file: YAML in, `Rule` and its examples out; every complaint names file, line and key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import yaml

from wirecopy.model import Safety, Severity
from wirecopy.rulebook.lexical import around, compile_lexical
from wirecopy.rulebook.linear import why_not_linear
from wirecopy.rulebook.reader import Reader
from wirecopy.rulebook.rule import Example, Measured, Pattern, Phrases, Rule, Where
from wirecopy.rulebook.template import PLACES, unknown_place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KINDS = ("line", "heading", "inline", "swap", "regex", "lexical", "check")
"""`check`: found by code (a model, a calculation); the file gives message, severity, safety and examples."""
FIXES = ("delete", "replace")
ZONES = ("any", "head", "tail", "outside")
MEASURED = {
    "news": "published news",
    "translated": "machine translation that raters marked",
    "web": "other web pages",
}
"""The kinds of text that rules are measured on."""
FIELDS = ("author", "published", "modified", "site", "title", "section", "photo", "agency")
"""What a place of a phrase can tell about the article."""
_KEYS = (
    "message", "kind", "severity", "safety", "fix", "default", "where",
    "phrases", "starts", "ends", "contains", "sets", "patterns", "why", "category", "facts", "confidence", "measured",
    "examples",
)  # fmt: skip
_NEEDS = {
    "line": ("phrases", "starts", "ends", "contains"),
    "heading": ("phrases", "starts"),
    "inline": ("phrases", "starts", "patterns"),
    "swap": ("phrases", "patterns"),
    "regex": ("patterns",),
    "lexical": ("patterns",),
}


def load_rule(path: Path, rule_id: str) -> tuple[Rule, tuple[Example, ...]]:
    """Return the rule in the YAML file `path` and its examples.

    Raises:
        RuleError: the file cannot be used.

    """
    return _RuleReader(path).rule(rule_id)


class _RuleReader(Reader):
    """Reads one rule."""

    def rule(self, rule_id: str) -> tuple[Rule, tuple[Example, ...]]:
        nodes = self.mapping(self.root, "", _KEYS)
        for key in ("message", "kind", "examples"):
            if key not in nodes:
                self.fail(1, key, "is missing")
        kind = self.choice(nodes["kind"], "kind", KINDS)
        needs = _NEEDS.get(kind, ())
        if needs and not any(key in nodes for key in needs):
            self.fail(1, "kind", f"a rule of kind {kind} needs {' or '.join(needs)}")
        rule = Rule(
            id=rule_id,
            message=self.text(nodes["message"], "message"),
            kind=kind,
            severity=Severity[self._level(nodes, "severity", Severity.__members__, "WARNING")],
            safety=Safety[self._level(nodes, "safety", Safety.__members__, "SUGGESTION")],
            fix=self.choice(nodes["fix"], "fix", FIXES) if "fix" in nodes else None,
            default=bool(self.plain(nodes["default"], "default", bool)) if "default" in nodes else True,
            where=self._where(nodes["where"]) if "where" in nodes else Where(),
            phrases=self._phrases(nodes, "phrases"),
            starts=self._phrases(nodes, "starts"),
            ends=self._phrases(nodes, "ends"),
            contains=self._phrases(nodes, "contains"),
            patterns=self._patterns(nodes["patterns"], self._phrases(nodes, "sets")) if "patterns" in nodes else {},
            why=self.text(nodes["why"], "why").strip() if "why" in nodes else "",
            category=self.text(nodes["category"], "category") if "category" in nodes else "",
            facts=self._facts(nodes["facts"]) if "facts" in nodes else {},
            confidence=cast("float", self.plain(nodes["confidence"], "confidence", float))
            if "confidence" in nodes
            else None,
            measured=self._measured(nodes["measured"]) if "measured" in nodes else (),
        )
        return rule, self._examples(nodes["examples"], rule)

    def _level(self, nodes: dict[str, yaml.Node], key: str, members: Iterable[str], default: str) -> str:
        return self.choice(nodes[key], key, [name.lower() for name in members]).upper() if key in nodes else default

    def _where(self, node: yaml.Node) -> Where:
        nodes = self.mapping(node, "where", ("zone", "max_words", "quotations", "code"))
        return Where(
            zone=self.choice(nodes["zone"], "where.zone", ZONES) if "zone" in nodes else "any",
            max_words=cast("int", self.plain(nodes["max_words"], "where.max_words", int))
            if "max_words" in nodes
            else None,
            quotations=bool(self.plain(nodes["quotations"], "where.quotations", bool))
            if "quotations" in nodes
            else False,
            code=bool(self.plain(nodes["code"], "where.code", bool)) if "code" in nodes else True,
        )

    def _phrases(self, nodes: dict[str, yaml.Node], key: str) -> Phrases:
        if key not in nodes:
            return {}
        for lang, node in self.mapping(nodes[key], key).items():
            for phrase in self.texts(node, f"{key}.{lang}"):
                if place := unknown_place(phrase):
                    self.fail(node, f"{key}.{lang}", f"{{{place}}} is none of {', '.join(sorted(PLACES))}")
        return {lang: self.texts(node, f"{key}.{lang}") for lang, node in self.mapping(nodes[key], key).items()}

    def _facts(self, node: yaml.Node) -> dict[str, str]:
        nodes = self.mapping(node, "facts", PLACES)
        return {place: self.choice(value, f"facts.{place}", FIELDS) for place, value in nodes.items()}

    def _measured(self, node: yaml.Node) -> tuple[Measured, ...]:
        rows = []
        for name, row in self.mapping(node, "measured", MEASURED).items():
            key = f"measured.{name}"
            nodes = self.mapping(row, key, ("words", "hits", "read", "right"))
            for needed in ("words", "hits"):
                if needed not in nodes:
                    self.fail(row, f"{key}.{needed}", "is missing")
            found = {part: cast("int", self.plain(value, f"{key}.{part}", int)) for part, value in nodes.items()}
            hits = found["hits"]
            read = found.get("read", hits)
            if hits and not 0 <= found.get("right", -1) <= read <= hits:
                self.fail(
                    row, key, "'right' says how many of those 'read' (of all hits, unless it is given) were right"
                )
            rows.append(Measured(MEASURED[name], found["words"], hits, read, found.get("right", 0)))
        return tuple(rows)

    def _patterns(self, node: yaml.Node, sets: Phrases) -> dict[str, tuple[Pattern, ...]]:
        result: dict[str, tuple[Pattern, ...]] = {}
        for lang, items in self.mapping(node, "patterns").items():
            if not isinstance(items, yaml.SequenceNode) or not items.value:
                self.fail(items, f"patterns.{lang}", "must be a list of patterns")
            key = f"patterns.{lang}"
            result[lang] = tuple(
                self._pattern(item, key) if "regex" in self._names(item) else self._lexical(item, key, sets)
                for item in items.value
            )
        return result

    def _names(self, node: yaml.Node) -> tuple[str, ...]:
        return tuple(str(name.value) for name, _ in node.value) if isinstance(node, yaml.MappingNode) else ()

    def _lexical(self, node: yaml.Node, key: str, sets: Phrases) -> Pattern:
        """Read a pattern over words: a string, or a mapping with `words` and `suggest`."""
        nodes = {"words": node}
        if not isinstance(node, yaml.ScalarNode):
            nodes = self.mapping(node, key, ("words", "suggest", "regex", "literal", "case"))
        if "words" not in nodes:
            self.fail(node, f"{key}.words", "is missing (a pattern has 'words', or 'regex' and 'literal')")
        try:
            made = compile_lexical(self.text(nodes["words"], f"{key}.words"), sets)
        except (ValueError, IndexError) as error:
            self.fail(nodes["words"], f"{key}.words", str(error))
        if problem := why_not_linear(made.regex):
            self.fail(nodes["words"], f"{key}.words", problem)
        suggest = self.texts(nodes["suggest"], f"{key}.suggest") if "suggest" in nodes else ()
        templates = tuple(re.sub(r"\$(\d)", r"\\g<s\1>", template) for template in suggest)
        return Pattern(made.regex, made.words, templates, True, made.window, made.also, made.beside, made.near)

    def _pattern(self, node: yaml.Node, key: str) -> Pattern:
        nodes = self.mapping(node, key, ("regex", "literal", "word", "suggest", "case"))
        if "regex" not in nodes or ("literal" in nodes) == ("word" in nodes):
            self.fail(
                node, key, "needs 'regex', and either 'literal' or 'word' (it is tried only where one of those stands)"
            )
        regex = self.text(nodes["regex"], f"{key}.regex")
        problem = why_not_linear(regex)
        if problem:
            self.fail(nodes["regex"], f"{key}.regex", problem)
        guard = "word" if "word" in nodes else "literal"
        literals = tuple(literal.casefold() for literal in self.texts(nodes[guard], f"{key}.{guard}"))
        return Pattern(
            regex,
            literals,
            self.texts(nodes["suggest"], f"{key}.suggest") if "suggest" in nodes else (),
            case=bool(self.plain(nodes["case"], f"{key}.case", bool)) if "case" in nodes else False,
            window=around(regex) if guard == "word" else None,
        )

    def _examples(self, node: yaml.Node, rule: Rule) -> tuple[Example, ...]:
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.fail(node, "examples", "must be a list with at least one bad and one ok example")
        examples = tuple(self._example(item) for item in node.value)
        if not any(example.bad for example in examples):
            self.fail(node, "examples", "needs at least one 'bad' example with the span between ⟦ and ⟧")
        if not any(example.ok for example in examples):
            self.fail(node, "examples", "needs at least one 'ok' example that must not be flagged")
        shown = {example.lang or "en" for example in examples if example.bad}
        missing = [lang for lang in rule.langs if lang not in {*shown, "any"}]
        if missing:
            self.fail(node, "examples", f"no 'bad' example in {', '.join(missing)} (give each example its 'lang')")
        return examples

    def _example(self, node: yaml.Node) -> Example:
        nodes = self.mapping(node, "examples", ("bad", "good", "ok", "lang", "url"))
        values = {name: self.text(value, f"examples.{name}") for name, value in nodes.items()}
        if ("bad" in values) == ("ok" in values):
            self.fail(node, "examples", "an example has either 'bad' or 'ok'")
        if "bad" in values and (values["bad"].count("⟦") != values["bad"].count("⟧") or "⟦" not in values["bad"]):
            self.fail(nodes["bad"], "examples.bad", "mark the exact span with ⟦ and ⟧")
        if "good" in values and "bad" not in values:
            self.fail(node, "examples.good", "goes with a 'bad'")
        return Example(**values, line=node.start_mark.line + 1)
