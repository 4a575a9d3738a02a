"""Third-party passes: entry points of the group `wirecopy.passes`, looked up only when a configuration names one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wirecopy.model import Pass
    from wirecopy.rulebook import Rule

GROUP = "wirecopy.passes"


class PluginError(LookupError):
    """A pass that no installed package offers, or one that does not import."""


def load(name: str) -> Callable[[Sequence[Rule]], Pass]:
    """Return the factory of a third-party pass: it takes the rules of the family of its name.

    Raises:
        PluginError: no installed package offers it, or it does not import.

    """
    from importlib.metadata import entry_points  # costs a start as much as all of wirecopy

    found = entry_points(group=GROUP, name=name)
    if not found:
        offered = sorted(entry.name for entry in entry_points(group=GROUP))
        raise PluginError(
            f"no pass {name!r}: neither built in nor offered by a package ({', '.join(offered) or 'none installed'})"
        )
    entry = next(iter(found))
    try:
        return cast("Callable[[Sequence[Rule]], Pass]", entry.load())
    except Exception as error:
        raise PluginError(f"pass {name!r} of {entry.value} does not import: {error}") from error
