"""Configuration as typed data: what it may say (`keys`), what it means for a file (`model`), where it is found (`files`)."""

from wirecopy.config.files import FILE_NAMES, find, from_mapping, load
from wirecopy.config.keys import Override
from wirecopy.config.model import DEFAULT_PASSES, Config, ConfigError

__all__ = ["DEFAULT_PASSES", "FILE_NAMES", "Config", "ConfigError", "Override", "find", "from_mapping", "load"]
