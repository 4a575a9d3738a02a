"""Walk the YAML nodes of one file of a pack, so that every complaint names file, line and key."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, NoReturn, cast

import yaml

from wirecopy.rulebook.rule import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Reader:
    """Walks the YAML nodes of one file, so that each complaint can name a line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.loader = yaml.SafeLoader(path.read_text("utf-8"))
        try:
            node = self.loader.get_single_node()
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            self.fail(mark.line + 1 if mark else 1, "", f"not YAML: {getattr(error, 'problem', error)}")
        if not isinstance(node, yaml.MappingNode):
            self.fail(1, "", "a rule is a mapping of keys to values")
        self.root = node

    def fail(self, where: int | yaml.Node, key: str, what: str) -> NoReturn:
        """Complain of a line (number or node) and a key of the file."""
        line = where if isinstance(where, int) else where.start_mark.line + 1
        raise RuleError(f"{self.path}:{line}: {key + ': ' if key else ''}{what}")

    def mapping(self, node: yaml.Node, key: str, allowed: Iterable[str] | None = None) -> dict[str, yaml.Node]:
        """Return the values of a mapping by name; other names than `allowed` are errors with a suggestion."""
        if not isinstance(node, yaml.MappingNode):
            self.fail(node, key, "must be a mapping")
        result: dict[str, yaml.Node] = {}
        for name_node, value in node.value:
            name = str(name_node.value)
            if name in result:
                self.fail(name_node, name, "is given twice")
            if allowed is not None and name not in allowed:
                near = difflib.get_close_matches(name, list(allowed), 1)
                self.fail(name_node, name, "unknown key" + (f"; did you mean {near[0]!r}?" if near else ""))
            result[name] = value
        return result

    def plain(self, node: yaml.Node, key: str, kind: type) -> object:
        """Return a value of the given type."""
        value = self.loader.construct_object(node, deep=True)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.fail(node, key, f"must be a {kind.__name__}, not {type(value).__name__}")
        return value

    def text(self, node: yaml.Node, key: str) -> str:
        """Return a string."""
        return cast("str", self.plain(node, key, str))

    def choice(self, node: yaml.Node, key: str, options: Iterable[str]) -> str:
        """Return a string that is one of `options`."""
        value = self.text(node, key)
        if value not in options:
            self.fail(node, key, f"{value!r} is not one of {', '.join(options)}")
        return value

    def texts(self, node: yaml.Node, key: str) -> tuple[str, ...]:
        """Return a list of strings; one string is a list of it."""
        if isinstance(node, yaml.ScalarNode):
            return (self.text(node, key),)
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            self.fail(node, key, "must be a list with at least one string")
        return tuple(self.text(item, key) for item in node.value)
