"""What is wrong with a value of the configuration, and what may have been meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class KeyProblemError(ValueError):
    """A value that cannot be used. `inside`: the keys below the top one that lead to it."""

    def __init__(self, what: str, *inside: str) -> None:
        super().__init__(what)
        self.inside = inside


def hint(name: str, known: Iterable[str]) -> str:
    """Return "; did you mean …?" or the list of what is known."""
    import difflib

    near = difflib.get_close_matches(name, list(known), 1)
    return f"; did you mean {near[0]!r}?" if near else f" (known: {', '.join(sorted(known))})"
