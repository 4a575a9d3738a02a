"""One real LanguageTool server for all tests that need it. CI has one; elsewhere these tests skip, saying how to get it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wirecopy.languagetool import Service, Settings, UnavailableError, daemon, install
from wirecopy.languagetool.settings import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the tests' own cache and server state are."""
    return tmp_path_factory.mktemp("languagetool")


@pytest.fixture(scope="session")
def service(cache_folder: Path) -> Iterator[Service]:
    """A service over a real server, the same that the pass finds."""
    pytest.importorskip("language_tool_python", reason="pip install 'wirecopy[grammar]'")
    try:
        daemon.start(cache_folder, install.find(), Limits())
    except UnavailableError as error:
        pytest.skip(f"{error}: {error.remedy}")
    yield Service(Settings(cache_folder))
    daemon.stop(cache_folder)
