"""Build hook: compile the YAML rules into the JSON that a wheel carries."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileRules(BuildHookInterface):  # type: ignore[type-arg]
    """Run `wirecopy.rulebook.build` from the checkout before files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from wirecopy.rulebook.build import compile_folder
        finally:
            sys.path.pop(0)
        compile_folder(root / "rules", root / "src/wirecopy/data/rules")
