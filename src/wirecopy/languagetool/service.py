"""Texts in, hits out: the cache, the server and the requests put together, with a restart after a crash.

The server is, in this order: the one at `Settings.url`, the one that `wirecopy grammar start` left running, the one that a keeper
has for several processes, or one of our own that ends with this process. It is looked for when the first text is not in the
cache, and not before.
"""

from __future__ import annotations

import atexit
import shutil
import threading
import time
from collections import defaultdict, deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wirecopy.languagetool import batch, daemon, install, process
from wirecopy.languagetool.cache import AnswerCache, key
from wirecopy.languagetool.client import Client
from wirecopy.languagetool.errors import CheckFailedError, UnavailableError
from wirecopy.languagetool.standin import stand_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from wirecopy.languagetool.hits import Hit, Profile
    from wirecopy.languagetool.keeper import Kept
    from wirecopy.languagetool.settings import Settings

MAX_RESTARTS, RESTARTS_SECONDS = 12, 600.0
"""So many crashes are survived in so many seconds; a text that crashes a server takes some six of them until it is found."""


class Service:
    """Checks texts. Safe to use from several threads; close it, or let the end of the process do so."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._cache = AnswerCache(settings.folder / "answers.sqlite", settings.cache_mb) if settings.cache_mb else None
        self._kept = _kept(settings)
        self._lock = threading.Lock()
        self._alone = threading.Lock()
        self._idle: dict[tuple[str, Profile], list[Client]] = defaultdict(list)
        self._server: process.ServerProcess | None = None
        self._url: str | None = None
        self._restarts: deque[float] = deque(maxlen=MAX_RESTARTS)
        self._version: str | None = None
        self._poison: set[str] = set()
        self._unavailable: UnavailableError | None = None

    def check(self, texts: Sequence[str], profile: Profile) -> list[list[Hit] | None]:
        """The hits of each text, in code points; None for a text that LanguageTool cannot check.

        Raises UnavailableError when there is no LanguageTool to ask; the search is not repeated.
        """
        with self._final():
            return self._check(texts, profile)

    def _check(self, texts: Sequence[str], profile: Profile) -> list[list[Hit] | None]:
        copies = [stand_in(text) for text in texts]
        version = self.version()
        keys = [key(copy.text, version, profile) for copy in copies]
        known = self._cache.get(list(dict.fromkeys(keys))) if self._cache else {}
        new = {
            name: copy.text
            for name, copy in zip(keys, copies, strict=True)
            if name not in known and name not in self._poison and copy.text.strip()
        }
        if new:
            answers = dict(zip(new, self._ask(list(new.values()), profile), strict=True))
            good = {name: hits for name, hits in answers.items() if hits is not None}
            self._poison.update(answers.keys() - good.keys())
            known |= good
            if self._cache:
                self._cache.put(good)
        return [
            None if name in self._poison else [hit for hit in known.get(name, ()) if copy.honest(hit)]
            for name, copy in zip(keys, copies, strict=True)
        ]

    def version(self) -> str:
        """The version of the LanguageTool that answers, e.g. `6.8`. Raises UnavailableError when there is none."""
        if self._version is None:
            self._version = self._find_version()
        return self._version

    def address(self, gone: str | None = None) -> str:
        """Where the server answers, started if need be; `gone` is an address where it no longer does.

        Raises UnavailableError when there is none; the search is not repeated.
        """
        with self._final():
            if gone:
                self._revive(gone)
            return self._connect()

    @contextmanager
    def _final(self) -> Iterator[None]:
        """Remember that there is no LanguageTool, once that is known."""
        if self._unavailable:
            raise self._unavailable
        try:
            yield
        except UnavailableError as error:
            self._unavailable = error
            raise

    def close(self) -> None:
        """End the server, if it is our own."""
        with self._lock:
            self._end_own()

    def _find_version(self) -> str:
        if self._settings.url:
            version = process.version(self._settings.url)
            if version is None:
                raise UnavailableError(
                    f"no LanguageTool server answers at {self._settings.url}", "see `wirecopy grammar status`"
                )
            return version
        shared = daemon.running(self._settings.folder)
        return shared.version if shared else install.find_folder()[1]

    def _ask(self, texts: Sequence[str], profile: Profile) -> list[list[Hit] | None]:
        """The hits of each text, from the server."""
        self._connect()
        cut = [(index, start, piece) for index, text in enumerate(texts) for start, piece in batch.pieces(text)]
        found = batch.check_all(
            [piece for _, _, piece in cut],
            lambda text: self._request(text, profile),
            self._settings.limits.threads,
            self._held,
        )
        answers: list[list[Hit] | None] = [[] for _ in texts]
        for (index, start, _), hits in zip(cut, found, strict=True):
            whole = answers[index]
            answers[index] = None if hits is None or whole is None else whole + [hit.moved(start) for hit in hits]
        return answers

    def _request(self, text: str, profile: Profile) -> list[Hit]:
        url = self._connect()
        idle = self._idle[url, profile]
        try:
            client = idle.pop() if idle else Client(url, profile)
            hits = client.check(text)
        except CheckFailedError:
            self._revive(url)
            raise
        idle.append(client)
        return hits

    def _held(self) -> AbstractContextManager[object]:
        """Hold the server against other doubtful texts: a crash would be laid to their charge too."""
        return self._kept.alone() if self._kept else self._alone

    def _connect(self) -> str:
        with self._lock:
            if self._url is None:
                shared = None if self._settings.url else daemon.running(self._settings.folder)
                self._url = self._settings.url or (shared.url if shared else self._start())
            return self._url

    def _revive(self, url: str) -> None:
        """After a failed request: a server that is gone is replaced by a new one."""
        with self._lock:
            if self._url != url or process.answers(url, seconds=5):
                return
            if self._settings.url:
                raise UnavailableError(f"the LanguageTool server at {url} is gone", "see `wirecopy grammar status`")
            self._idle.clear()
            self._end_own()
            self._url = self._start(gone=url)

    def _start(self, gone: str | None = None) -> str:
        """Return the address of a server that runs as long as this process or its keeper, in place of one that is gone."""
        if self._kept:
            return self._kept.address(gone)
        if gone:
            now = time.monotonic()
            if len(self._restarts) == MAX_RESTARTS and now - self._restarts[0] < RESTARTS_SECONDS:
                raise UnavailableError(f"the LanguageTool server ended {MAX_RESTARTS} times", "see `wirecopy doctor`")
            self._restarts.append(now)
        return self._start_own()

    def _start_own(self) -> str:
        folder = process.private_folder()
        try:
            self._server = process.start(install.find(), self._settings.limits, folder=folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        atexit.register(self.close)
        return self._server.url

    def _end_own(self) -> None:
        self._url = None
        if self._server:
            self._server.end()
            if self._server.folder:
                shutil.rmtree(self._server.folder, ignore_errors=True)
            self._server = None
            atexit.unregister(self.close)


def _kept(settings: Settings) -> Kept | None:
    if not settings.keeper or settings.url:
        return None
    from wirecopy.languagetool.keeper import Kept

    return Kept(settings.keeper)
