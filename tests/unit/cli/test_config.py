from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema

from wirecopy import config as configuration
from wirecopy.config.schema import schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.conftest import Run

TOML = """extend = "base.toml"
ignore = ["typos"]
[[overrides]]
files = ["es/*"]
lang = "es"
"""


def test_config_shows_values_and_where_they_came_from(wirecopy: Run, folder: Path) -> None:
    (folder / "base.toml").write_text('fix-level = "safe"\n')
    (folder / "wirecopy.toml").write_text(TOML)
    lines = wirecopy("config", "es/a.txt", "--select", "whitespace").out.splitlines()
    assert lines[0] == f"# for es/a.txt, from {folder}/wirecopy.toml"
    shown = {line.split(" = ")[0]: line.split("  # ")[1] for line in lines[1:]}
    assert shown["fix-level"] == f"{folder}/base.toml:1"
    assert shown["ignore"] == f"{folder}/wirecopy.toml:2"
    assert shown["lang"] == "override 1 (es/*)"
    assert shown["select"] == "command line"
    assert shown["packs"] == "default"


def test_what_config_shows_is_a_configuration(wirecopy: Run, folder: Path) -> None:
    (folder / "base.toml").write_text('fix-level = "safe"\nlang="de"\n[per-file-ignores]\n"a b/*" = ["typos"]\n')
    (folder / "wirecopy.toml").write_text(TOML)
    shown = wirecopy("config").out.replace('baseline = ""', "")
    (folder / "shown.toml").write_text(shown)
    again, first = (configuration.load(folder / name) for name in ("shown.toml", "wirecopy.toml"))
    assert [getattr(again, key) for key in ("ignore", "fix_level", "lang", "overrides", "per_file_ignores")] == [
        getattr(first, key) for key in ("ignore", "fix_level", "lang", "overrides", "per_file_ignores")
    ]


def test_config_as_json_and_its_schema(wirecopy: Run, folder: Path) -> None:
    (folder / "base.toml").write_text("")
    (folder / "wirecopy.toml").write_text(TOML)
    data = json.loads(wirecopy("config", "--format", "json").out)
    assert data["values"]["ignore"] == {"value": ["typos"], "from": f"{folder}/wirecopy.toml:2"}
    values = {key: item["value"] for key, item in data["values"].items() if item["value"] is not None}
    jsonschema.Draft202012Validator(schema()).validate(values)
    assert json.loads(wirecopy("config", "--schema").out) == schema()


def test_isolated_reads_no_file_and_a_missing_one_is_an_error(wirecopy: Run, folder: Path) -> None:
    (folder / "wirecopy.toml").write_text("broken")
    assert wirecopy("config").code == 2
    assert wirecopy("config", "--isolated").code == 0
    assert wirecopy("config", "--config", "gone.toml").err == "wirecopy: error: gone.toml: no such file\n"
