"""Find the compiled rules: those a wheel carries, or in a checkout those of `rules/`, compiled again when a file changed."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from wirecopy.rulebook.rule import Rule, RuleError
from wirecopy.rulebook.shards import Shards
from wirecopy.rulebook.stamp import PHRASES, STAMP, fingerprint

if TYPE_CHECKING:
    from wirecopy.rulebook.phrases import Table

_PACKAGE = Path(__file__).parent.parent
_COMPILED = _PACKAGE / "data" / "rules"
_PACKS = _PACKAGE / "data" / "packs"


@cache
def folder() -> Path:
    """Return the folder of compiled rules, made anew first if this is a checkout whose rules have changed."""
    checkout = _PACKAGE.parent.parent
    rules = checkout / "rules"
    if rules.is_dir() and (checkout / "pyproject.toml").is_file():
        stamp = _COMPILED / STAMP
        if not stamp.is_file() or json.loads(stamp.read_text("utf-8")) != fingerprint(rules):
            from wirecopy.rulebook.build import compile_folder

            compile_folder(rules, _COMPILED)
    return _COMPILED


@cache
def family(name: str) -> tuple[Rule, ...]:
    """Return the built-in rules of one family, sorted by id; none if there is no such family."""
    path = folder() / f"{name}.json"
    if not path.is_file():
        return ()
    records = cast("list[dict[str, object]]", json.loads(path.read_text("utf-8")))
    return tuple(Rule.from_json(record) for record in records)


@cache
def hosts() -> frozenset[str]:
    """Return the hosts that the built-in rules have selectors for."""
    return frozenset(path.stem for path in (folder() / "sites").glob("*.json"))


@cache
def selectors(host: str) -> Rule:
    """Return the rule with the selectors of one of `hosts`."""
    return Rule.from_json(json.loads((folder() / "sites" / f"{host}.json").read_text("utf-8")))


@cache
def phrases(name: str) -> Table | None:
    """Return the table that the phrases of a family's built-in rules are looked up in, if it has one."""
    path = folder() / PHRASES / f"{name}.json"
    if not path.is_file():
        return None
    whole = Shards[tuple[int, str]](path.with_suffix(".whole.jsonl").read_text("utf-8"))
    return cast("Table", {**json.loads(path.read_text("utf-8")), "whole": whole})


def table(name: str) -> Path:
    """Return the compiled file of `rules/tables/NAME.yaml`: JSON of the same shape."""
    return folder() / "tables" / f"{name}.json"


def house_styles() -> tuple[str, ...]:
    """Return the names of the packs that come with wirecopy: house styles, never on unless asked for."""
    return tuple(sorted(path.name for path in _PACKS.iterdir() if path.is_dir()))


def pack(name: str) -> Path:
    """Return the folder of a pack: a house style by its name, anything else by its path.

    Raises:
        RuleError: there is no such folder.

    """
    shipped = _PACKS / name
    folder_ = shipped if name.isalnum() and shipped.is_dir() else Path(name)
    if not folder_.is_dir():
        raise RuleError(f"{name}: no such pack: neither a folder of rules nor one of {', '.join(house_styles())}")
    return folder_


def families() -> tuple[str, ...]:
    """Return the names of the families that have rules, sorted."""
    return tuple(sorted(path.stem for path in folder().glob("*.json") if path.stem not in {"examples", "stamp"}))
