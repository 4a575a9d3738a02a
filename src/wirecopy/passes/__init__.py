"""The built-in passes, each in a module of its own; none knows another. Imported when they are to run."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wirecopy.model import Pass
    from wirecopy.rulebook import Rule

BUILTIN = {
    "encoding": "wirecopy.passes.encoding:EncodingPass",
    "markup": "wirecopy.passes.markup:MarkupPass",
    "boilerplate": "wirecopy.passes.boilerplate:BoilerplatePass",
    "whitespace": "wirecopy.passes.whitespace:WhitespacePass",
    "typos": "wirecopy.passes.typos:TyposPass",
    "phrasing": "wirecopy.passes.phrasing:PhrasingPass",
    "consistency": "wirecopy.passes.consistency:ConsistencyPass",
    "structure": "wirecopy.passes.structure:StructurePass",
    "grammar": "wirecopy.passes.grammar:GrammarPass",
    "markdown": "wirecopy.passes.markdown:MarkdownPass",
}
"""Pipeline order: first what changes the text, then what only looks at it, at last how it is written down."""


def load(name: str) -> Callable[[Sequence[Rule]], Pass]:
    """Return the factory of a built-in pass: it takes the rules of the pass's family."""
    module, _, attribute = BUILTIN[name].partition(":")
    return cast("Callable[[Sequence[Rule]], Pass]", getattr(import_module(module), attribute))
