"""One server for several processes: the keeper owns it, the others ask the keeper where it is.

Nobody's server is started before the first process has a text for it; one that has crashed is replaced for all. It ends with the
keeper's process, as a server for one run does. Between the processes goes JSON over a local socket that only they can open.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager, suppress
from multiprocessing import AuthenticationError, current_process
from multiprocessing.connection import Client, Listener
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.languagetool.errors import UnavailableError
from wirecopy.languagetool.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

    from wirecopy.languagetool.settings import Settings

_BACKLOG = 64
_END, _ALONE, _WHERE = "end", "alone", "where"


class Keeper:
    """Keeps a server until `close`, which the end of the process does too. `settings` say which server, and its bounds."""

    def __init__(self, settings: Settings) -> None:
        self._service = Service(settings)
        self._alone = threading.Lock()
        self._listener = Listener(backlog=_BACKLOG, authkey=_key())
        self.place = str(self._listener.address)
        """What a `Kept` is made with, in a process that `multiprocessing` started from this one."""
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the server; nobody is told of it any more."""
        with _called(self.place) as connection:
            _say(connection, _END)
        self._thread.join()
        self._listener.close()
        self._service.close()

    def _accept(self) -> None:
        while True:
            try:
                connection = self._listener.accept()
                asked = _hear(connection)
            except (AuthenticationError, EOFError, OSError):
                continue  # who asked is gone, or none of ours
            if asked == [_END]:
                connection.close()
                return
            threading.Thread(target=self._answer, args=(connection, asked), daemon=True).start()

    def _answer(self, connection: Connection, asked: list[str]) -> None:
        with connection, suppress(EOFError, OSError):  # who asked may be killed meanwhile
            if asked[0] == _ALONE:
                with self._alone:
                    _say(connection, "")
                    _hear(connection)  # until it is closed
            else:
                self._tell_where(connection, asked[1] or None)

    def _tell_where(self, connection: Connection, gone: str | None) -> None:
        try:
            _say(connection, self._service.address(gone))
        except UnavailableError as error:
            _say(connection, "", str(error), error.remedy)


class Kept(NamedTuple):
    """The server that a keeper has, as another process sees it."""

    place: str

    def address(self, gone: str | None = None) -> str:
        """Where the server answers; `gone` is an address where it no longer does.

        Raises:
            UnavailableError: there is none, or no keeper any more.

        """
        connection, (url, *why) = self._ask(_WHERE, gone or "")
        connection.close()
        if why:
            raise UnavailableError(*why)
        return url

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the server for texts that may be what it crashed of: of all processes one does so at a time.

        Raises:
            UnavailableError: there is no keeper any more.

        """
        connection, _ = self._ask(_ALONE)
        with connection:
            yield

    def _ask(self, *words: str) -> tuple[Connection, list[str]]:
        try:
            connection = _called(self.place)
            _say(connection, *words)
            return connection, _hear(connection)
        except (OSError, EOFError) as error:
            raise UnavailableError("the process that keeps the LanguageTool server is gone") from error


def _called(place: str) -> Connection:
    return Client(place, authkey=_key())


def _key() -> bytes:
    """What lets in those that `multiprocessing` started from one process, and nobody else."""
    return bytes(current_process().authkey)


def _say(connection: Connection, *words: str) -> None:
    connection.send_bytes(json.dumps(words).encode())


def _hear(connection: Connection) -> list[str]:
    words: list[str] = json.loads(connection.recv_bytes())
    return words
