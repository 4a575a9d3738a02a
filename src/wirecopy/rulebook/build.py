"""Compile a folder of YAML rules into one JSON file a family, which loads in a millisecond, and one for the examples."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, cast

import yaml

from wirecopy.rulebook import shards
from wirecopy.rulebook.phrases import LINE_KINDS, tabulate
from wirecopy.rulebook.rule import SELECTORS, RuleError
from wirecopy.rulebook.schema import load_rule
from wirecopy.rulebook.sites import load_site
from wirecopy.rulebook.stamp import PHRASES, STAMP, fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wirecopy.rulebook.rule import Example, Rule

SITES = "sites"
"""The folder of site packs, a file each host."""
TABLES = "tables"
"""The folder of data that is no rule of ours: each file becomes a JSON file of the same shape, for the pass that reads it."""


def read_pack(folder: Path) -> Iterator[tuple[Path, Rule, tuple[Example, ...]]]:
    """Yield each rule of a pack with its file and examples, sorted by id. `FAMILY/NAME.yaml` is the id `FAMILY.NAME`.

    Raises:
        RuleError: a file cannot be used, or its path makes no id.

    """
    for path in sorted(folder.rglob("*.yaml")):
        parts = path.relative_to(folder).with_suffix("").parts
        if parts[0] == TABLES:
            continue
        if parts[0] == SITES:
            yield from ((path, rule, cases) for rule, cases in load_site(path))
            continue
        if len(parts) != 2:
            raise RuleError(f"{path}:1: a rule lives at FAMILY/NAME.yaml inside its pack")
        yield path, *load_rule(path, ".".join(parts))


def compile_folder(rules: Path, out: Path) -> None:
    """Write `out/FAMILY.json` for each family under `rules`, `out/examples.json`, and the stamp that tells their age."""
    families: dict[str, list[dict[str, object]]] = {}
    examples: dict[str, list[dict[str, object]]] = {}
    sites: dict[str, Rule] = {}
    stamp = fingerprint(rules)
    lines: dict[str, list[Rule]] = {}
    for _, rule, cases in read_pack(rules):
        if rule.kind in LINE_KINDS:
            lines.setdefault(rule.meta.family, []).append(rule)
        if rule.kind == SELECTORS:  # a file each: only that of a page's host is read
            sites |= dict.fromkeys(rule.phrases, rule)
        else:
            families.setdefault(rule.meta.family, []).append(rule.to_json())
        if cases:
            keys = ("bad", "good", "ok", "lang", "url", "line")
            shown = [{key: getattr(case, key) for key in keys if getattr(case, key)} for case in cases]
            examples.setdefault(rule.id, []).extend(shown)
    out.mkdir(parents=True, exist_ok=True)
    (out / PHRASES).mkdir(exist_ok=True)
    for family, rules_ in lines.items():
        table = tabulate(rules_)
        _write_text(out / PHRASES / f"{family}.whole.jsonl", shards.dump(cast("Mapping[str, object]", table["whole"])))
        _write(out / PHRASES / f"{family}.json", {**table, "whole": {}})
    for family, records in families.items():
        _write(out / f"{family}.json", records)
    for stale in {path.stem for path in out.glob("*.json")} - {*families, "examples", "stamp"}:
        (out / f"{stale}.json").unlink()
    _write(out / "examples.json", examples)
    (out / SITES).mkdir(exist_ok=True)
    for host, rule in sites.items():
        _write(out / SITES / f"{host}.json", rule.to_json())
    for stale in {path.stem for path in (out / SITES).glob("*.json")} - sites.keys():
        (out / SITES / f"{stale}.json").unlink()
    for path in sorted((rules / TABLES).glob("*.yaml")):
        (out / TABLES).mkdir(exist_ok=True)
        _write(out / TABLES / f"{path.stem}.json", yaml.safe_load(path.read_text("utf-8")))
    _write(out / STAMP, stamp)


def _write(path: Path, data: object) -> None:
    _write_text(path, json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def _write_text(path: Path, text: str) -> None:
    """Write atomically: two processes may compile at once."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).chmod(0o644)
    Path(name).replace(path)
