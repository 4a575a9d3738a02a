"""Where the package's data files are. A plain path: `importlib.resources` costs a start more than wirecopy itself does."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
