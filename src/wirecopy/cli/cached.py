"""Results from the cache, where the same document was looked at before in the same way."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy import api
from wirecopy.cache import fingerprint, record
from wirecopy.cache.store import Store
from wirecopy.model import Source

if TYPE_CHECKING:
    from wirecopy.config import Config
    from wirecopy.model import Result

FOLDER = ".wirecopy_cache"


def folder_of(config: Config) -> Path:
    """Return where a configuration keeps results: as it says, else beside it, else in the present folder."""
    if config.cache_dir:
        return Path(config.cache_dir)
    return (Path(config.path).parent if config.path else Path()) / FOLDER


class Cached:
    """Cleans documents, or takes what came of them before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store = Store(folder)
        self._settings: dict[int, tuple[Config, str | None]] = {}

    def result(
        self,
        raw: bytes,
        name: str,
        config: Config,
        *,
        media: str | None,
        lang: str | None,
        url: str | None,
        declared: str | None,
    ) -> Result:
        """Return the result of cleaning the document `raw`, the file `name`, under the configuration for it."""
        key = self._key(raw, name, config, f"{media} {lang} {declared} {url}")
        if key and (data := self._store.get(key)):
            try:
                return record.load(data, raw, lang=lang, url=url, path=name)
            except record.BrokenRecordError:
                pass  # It is made anew and written over.
        result = api.clean(Source(raw, media=media, lang=lang, url=url, path=name, declared=declared), config=config)
        if key and not result.errors:
            self._store.put(key, record.dump(result))
        return result

    def close(self) -> None:
        """Write what is new; tell if nothing can be kept."""
        self._store.close()
        if self._store.trouble:
            print(
                f"wirecopy: results are not kept in {self._folder}: {self._store.trouble} (--no-cache asks for none)",
                file=sys.stderr,
            )

    def _key(self, raw: bytes, name: str, config: Config, how: str) -> bytes | None:
        own = fingerprint.for_file(config, name)
        settings = self._fingerprint(own) if own is config else fingerprint.of_settings(own)
        # Site packs know a site by the folders that a file is in.
        place = str(Path(name).parent)
        return bytes.fromhex(fingerprint.digest(settings, how, place, *_as_text(raw))) if settings else None

    def _fingerprint(self, config: Config) -> str | None:
        if id(config) not in self._settings:
            self._settings[id(config)] = config, fingerprint.of_settings(config)
        return self._settings[id(config)][1]


def _as_text(raw: bytes) -> tuple[str, str]:
    from hashlib import sha256

    return str(len(raw)), sha256(raw).hexdigest()
