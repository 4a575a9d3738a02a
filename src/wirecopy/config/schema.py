"""The JSON Schema of the configuration, made from the keys. `data/config.schema.json` is what this prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.config.keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable


def schema() -> dict[str, object]:
    """Return the schema (draft 2020-12) of wirecopy.toml, which is also that of `[tool.wirecopy]`."""
    files = {
        "type": "array",
        "items": {"type": "string"},
        "minItems": 1,
        "description": "Globs of the files it is for.",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "wirecopy configuration",
        "description": "wirecopy.toml, or the table [tool.wirecopy] of pyproject.toml.",
        "type": "object",
        "additionalProperties": False,
        "properties": _properties(KEYS),
        "$defs": {
            "override": {
                "type": "object",
                "additionalProperties": False,
                "required": ["files"],
                "properties": {"files": files, **_properties(name for name in KEYS if KEYS[name].in_override)},
            }
        },
    }


def _properties(names: Iterable[str]) -> dict[str, object]:
    return {name.replace("_", "-"): {**KEYS[name].schema, "description": KEYS[name].doc} for name in names}


if __name__ == "__main__":
    import json

    print(json.dumps(schema(), indent=2))  # noqa: T201 - a tool's output
