"""`wirecopy config`: what is in force for a file, and where each value came from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.cli import OK
from wirecopy.cli.options import add_config_options, make_parser
from wirecopy.cli.session import Session
from wirecopy.config import Override
from wirecopy.config.keys import KEYS

if TYPE_CHECKING:
    import argparse

    from wirecopy.config import Config


def parser() -> argparse.ArgumentParser:
    """Return the options of `config`."""
    made = make_parser("config", "Show what is in force for a file, and where each value came from.")
    made.add_argument("path", nargs="?", default=".", metavar="PATH", help="file or folder (default: this folder)")
    made.add_argument("--format", choices=["toml", "json"], default="toml", help="how it is shown (default: toml)")
    made.add_argument("--schema", action="store_true", help="print the JSON Schema of the configuration instead")
    add_config_options(made)
    return made


def run(args: argparse.Namespace) -> int:
    """Print each key with its value and origin."""
    if args.schema:
        from wirecopy.config.schema import schema

        print(json.dumps(schema(), indent=2))
        return OK
    name = str(Path(args.path) / "article.txt") if Path(args.path).is_dir() else args.path
    config = Session(args).config_for(name).for_file(None if Path(args.path).is_dir() else name)
    rows = [(key, getattr(config, key)) for key in KEYS if key != "extend"]
    if args.format == "json":
        values = {key.replace("_", "-"): {"value": _plain(value), "from": _origin(config, key)} for key, value in rows}
        print(json.dumps({"file": config.path, "values": values}, indent=2))
        return OK
    print(f"# for {args.path}, from {config.path or 'no configuration file'}")
    shown = [(f"{key.replace('_', '-')} = {_toml(_plain(value))}", _origin(config, key)) for key, value in rows]
    width = min(60, max(len(line) for line, _ in shown))
    for line, origin in shown:
        print(f"{line:<{width}}  # {origin}")
    return OK


def _origin(config: Config, key: str) -> str:
    return config.origins.get(key, "default")


def _plain(value: object) -> object:
    """Return a value as JSON data."""
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Override):
        return {"files": list(value.files), **{k.replace("_", "-"): _plain(v) for k, v in value.values.items()}}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _toml(value: object) -> str:
    """Return JSON data as TOML on one line; TOML has no null, so nothing is shown as an empty string."""
    if value is None:
        return '""'
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _key(name: str) -> str:
    return name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else json.dumps(name)
