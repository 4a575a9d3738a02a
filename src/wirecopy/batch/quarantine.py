"""The quarantine: a copy of each document that could not be cleaned, and why."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from wirecopy.text.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from wirecopy.batch.record import Outcome


def keep(folder: Path, outcome: Outcome) -> None:
    """Keep the bytes of a document that could not be cleaned under their own hash, and why."""
    data = outcome.original
    assert data is not None
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    name = hashlib.sha256(raw).hexdigest()
    write_atomically(folder / f"{name}.bin", raw)
    write_atomically(folder / f"{name}.json", json.dumps({"id": outcome.id, "error": outcome.error}).encode() + b"\n")
