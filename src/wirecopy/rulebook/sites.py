"""Site packs: `sites/HOST.yaml` of a pack, read as rules that hold on one host: lines that go, parts that stay or go.

The file has `site` (the host) and `blocks` of `lines`, each with its `line` and in how many documents it was `seen`; plain
strings will do for lines that a person adds. `keep` and `drop` are CSS selectors for pages; `examples` of them have a `page`
and the `text` that it gives. `documents` and `place` are for the reader.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import yaml

from wirecopy.model import Safety, Severity
from wirecopy.rulebook.reader import Reader
from wirecopy.rulebook.rule import SELECTORS, SITE_PART, Example, Rule, Where

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KIND = "site"
RULE = "boilerplate.site-line"
_KEYS = ("site", "documents", "blocks", "lines", "keep", "drop", "examples")
_BLOCK = ("place", "lines")
_LINE = ("seen", "line")


def load_site(path: Path) -> tuple[tuple[Rule, tuple[Example, ...]], ...]:
    """Return the rules in a site pack, each with its examples.

    Raises:
        RuleError: the file cannot be used.

    """
    reader = Reader(path)
    nodes = reader.mapping(reader.root, "", _KEYS)
    if "site" not in nodes:
        reader.fail(1, "site", "is missing (the host that the pack belongs to)")
    host = reader.text(nodes["site"], "site").lower().removeprefix("www.")
    lines: list[str] = []
    if "lines" in nodes:
        lines += _lines(reader, nodes["lines"], "lines")
    for block in _items(reader, nodes["blocks"], "blocks") if "blocks" in nodes else ():
        parts = reader.mapping(block, "blocks", _BLOCK)
        if "lines" not in parts:
            reader.fail(block, "blocks.lines", "is missing")
        lines += _lines(reader, parts["lines"], "blocks.lines")
    rules: list[tuple[Rule, tuple[Example, ...]]] = []
    if lines:
        rules.append((_rule(RULE, "Line that repeats on this site.", KIND, {host: tuple(lines)}, {}), ()))
    if "keep" in nodes or "drop" in nodes:
        keep, drop = (_selectors(reader, nodes, name) for name in ("keep", "drop"))
        rule = _rule(
            SITE_PART, "Part of the page that the pack of its site drops.", SELECTORS, {host: drop}, {host: keep}
        )
        rules.append((rule, tuple(_examples(reader, nodes, host))))
    return tuple(rules)


def _rule(
    id_: str, message: str, kind: str, phrases: dict[str, tuple[str, ...]], starts: dict[str, tuple[str, ...]]
) -> Rule:
    return Rule(
        id=id_, message=message, kind=kind, severity=Severity.INFO, safety=Safety.LIKELY,
        fix="delete", default=True, where=Where(), phrases=phrases, starts=starts, ends={}, contains={},
        patterns={}, why="", category="site", facts={}, confidence=0.99,
    )  # fmt: skip


def _selectors(reader: Reader, nodes: dict[str, yaml.Node], name: str) -> tuple[str, ...]:
    """Return the selectors under a key; one that is none is an error here, and not on a page."""
    import soupsieve

    if name not in nodes:
        return ()
    selectors = reader.texts(nodes[name], name)
    for selector in selectors:
        try:
            soupsieve.compile(selector)
        except soupsieve.SelectorSyntaxError as error:
            reader.fail(nodes[name], name, f"{selector!r} is no CSS selector: {str(error).splitlines()[0]}")
    return selectors


def _examples(reader: Reader, nodes: dict[str, yaml.Node], host: str) -> Iterator[Example]:
    if "examples" not in nodes:
        reader.fail(1, "examples", "is missing: selectors need at least one page with the text that it gives")
    for node in _items(reader, nodes["examples"], "examples"):
        parts = reader.mapping(node, "examples", ("page", "text"))
        if len(parts) < 2:
            reader.fail(node, "examples", "an example has a 'page' and its 'text'")
        page, text = (reader.text(parts[name], f"examples.{name}") for name in ("page", "text"))
        yield Example(ok=page, good=text, lang="any", url=f"https://{host}/", line=node.start_mark.line + 1)


def _items(reader: Reader, node: yaml.Node, key: str) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        reader.fail(node, key, "must be a list")
    return cast("list[yaml.Node]", node.value)


def _lines(reader: Reader, node: yaml.Node, key: str) -> list[str]:
    lines: list[str] = []
    for item in _items(reader, node, key):
        if isinstance(item, yaml.ScalarNode):
            lines.append(reader.text(item, key))
            continue
        parts = reader.mapping(item, key, _LINE)
        if "line" not in parts:
            reader.fail(item, f"{key}.line", "is missing")
        lines.append(reader.text(parts["line"], f"{key}.line"))
    return lines
