"""Site packs: `sites/HOST.yaml` of a pack, read as one rule that holds on one host.

The file has `site` (the host) and `blocks` of `lines`, each with its `line` and in how many documents it was `seen`; plain
strings will do for lines that a person adds. `documents` and `place` are for the reader. `selectors` are read elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import yaml

from wirecopy.model import Safety, Severity
from wirecopy.rulebook.reader import Reader
from wirecopy.rulebook.rule import Rule, Where

if TYPE_CHECKING:
    from pathlib import Path

KIND = "site"
RULE = "boilerplate.site-line"
_KEYS = ("site", "documents", "blocks", "lines", "selectors")
_BLOCK = ("place", "lines")
_LINE = ("seen", "line")


def load_site(path: Path) -> Rule:
    """Return the rule in a site pack: its `phrases` are by host.

    Raises:
        RuleError: the file cannot be used.

    """
    reader = Reader(path)
    nodes = reader.mapping(reader.root, "", _KEYS)
    if "site" not in nodes:
        reader.fail(1, "site", "is missing (the host that the lines belong to)")
    lines: list[str] = []
    if "lines" in nodes:
        lines += _lines(reader, nodes["lines"], "lines")
    for block in _items(reader, nodes["blocks"], "blocks") if "blocks" in nodes else ():
        parts = reader.mapping(block, "blocks", _BLOCK)
        if "lines" not in parts:
            reader.fail(block, "blocks.lines", "is missing")
        lines += _lines(reader, parts["lines"], "blocks.lines")
    host = reader.text(nodes["site"], "site").lower().removeprefix("www.")
    return Rule(
        id=RULE, message="Line that repeats on this site.", kind=KIND, severity=Severity.INFO, safety=Safety.LIKELY,
        fix="delete", default=True, where=Where(), phrases={host: tuple(lines)}, starts={}, ends={}, contains={},
        patterns={}, why="", category="site", facts={}, confidence=0.99,
    )  # fmt: skip


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
