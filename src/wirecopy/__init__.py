"""wirecopy, the copy desk for scraped news: `clean` a document, read what was changed and why, `restore` the bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = [
    "Config",
    "ConfigError",
    "Finding",
    "PluginError",
    "RestoreError",
    "Result",
    "Safety",
    "Severity",
    "Source",
    "Span",
    "__version__",
    "clean",
    "clean_batch",
    "restore",
]

if TYPE_CHECKING:
    from wirecopy.api import clean
    from wirecopy.batch.arrow import clean_batch
    from wirecopy.config import Config, ConfigError
    from wirecopy.engine.restore import RestoreError, restore
    from wirecopy.model import Finding, Result, Safety, Severity, Source
    from wirecopy.plugins import PluginError
    from wirecopy.text import Span

_HOMES = {
    "clean": "wirecopy.api",
    "clean_batch": "wirecopy.batch.arrow",
    "Config": "wirecopy.config",
    "ConfigError": "wirecopy.config",
    "Finding": "wirecopy.model",
    "PluginError": "wirecopy.plugins",
    "RestoreError": "wirecopy.engine.restore",
    "restore": "wirecopy.engine.restore",
    "Result": "wirecopy.model",
    "Safety": "wirecopy.model",
    "Severity": "wirecopy.model",
    "Source": "wirecopy.model",
    "Span": "wirecopy.text",
}


def __dir__() -> list[str]:
    """Name what there is, for whoever completes `wirecopy.` with the tabulator."""
    return __all__


def __getattr__(name: str) -> object:
    """Import the public names on first use: `import wirecopy` alone costs next to nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'wirecopy' has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found
