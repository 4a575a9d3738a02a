"""Fixtures shared by all tests: where the checkout and the optional real data are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no failure: no deadline. How many examples are tried is the test's own affair.
settings.register_profile("wirecopy", deadline=None)
settings.load_profile("wirecopy")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real data that is not part of the repository; tests of it skip where it does not exist."""
    folder = Path(os.environ.get("WIRECOPY_BENCH", ROOT.parent / "shared" / "bench")).parent
    if not folder.is_dir():
        pytest.skip(f"real data is not part of the repository: {folder} does not exist")
    return folder
