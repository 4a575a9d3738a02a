"""An editor reduced to what the protocol asks of one: frames over pipes, requests with answers, notifications kept.

It is written from the specification and shares no code with the server.
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WAIT = 60  # seconds: how long a broken server may hang a test


class Editor:
    """One session with `wirecopy server`, in a folder."""

    def __init__(self, folder: Path, *options: str, encodings: tuple[str, ...] = ("utf-16",)) -> None:
        command = [sys.executable, "-m", "wirecopy", "server", "--stdio", *options]
        self._process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._messages: queue.Queue[dict[str, Any]] = queue.Queue()
        self._kept: list[dict[str, Any]] = []
        self._last = 0
        self.folder = folder
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        abilities = {
            "general": {"positionEncodings": list(encodings)},
            "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}},
        }
        self.server = self.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities=abilities)
        self.tell("initialized")

    def uri(self, name: str) -> str:
        """Return the address of a file in the folder."""
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str, language: str = "plaintext") -> list[dict[str, Any]]:
        """Open a text and return what is found in it."""
        document = {"uri": self.uri(name), "languageId": language, "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        return self.found(name, 1)

    def change(self, name: str, text: str, version: int) -> None:
        """Replace the text of an open document."""
        document = {"uri": self.uri(name), "version": version}
        self.tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])

    def found(self, name: str, version: int | None = None) -> list[dict[str, Any]]:
        """Wait for the findings of a document, and return them; the server's own message of them is used up."""

        def wanted(message: dict[str, Any]) -> bool:
            params = message.get("params", {})
            return (
                message.get("method") == "textDocument/publishDiagnostics"
                and params["uri"] == self.uri(name)
                and (version is None or params.get("version") == version)
            )

        found: list[dict[str, Any]] = self.wait(wanted)["params"]["diagnostics"]
        return found

    def actions(self, name: str, place: dict[str, Any], only: list[str] | None = None) -> list[dict[str, Any]]:
        """Return what the server offers for a range."""
        context = {"diagnostics": [], **({"only": only} if only else {})}
        document = {"uri": self.uri(name)}
        found: list[dict[str, Any]] = self.ask(
            "textDocument/codeAction", textDocument=document, range=place, context=context
        )
        return found

    def tell(self, method: str, **params: object) -> None:
        """Send a notification."""
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, **params: object) -> Any:
        """Send a request and return the result."""
        self._last += 1
        number = self._last
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        answer = self.wait(lambda message: message.get("id") == number and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def wait(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Return the next message that is wanted; the others are kept for later."""
        for index, message in enumerate(self._kept):
            if wanted(message):
                return self._kept.pop(index)
        while True:
            message = self._messages.get(timeout=WAIT)
            if wanted(message):
                return message
            self._kept.append(message)

    def quit(self) -> int:
        """End the session as the protocol asks, and return the exit code."""
        self.ask("shutdown")
        self.tell("exit")
        return self._process.wait(WAIT)

    def leave(self) -> int:
        """Go without a word, as an editor that crashed, and return the exit code."""
        assert self._process.stdin
        self._process.stdin.close()
        return self._process.wait(WAIT)

    def kill(self) -> None:
        """End the process if it is still there."""
        self._process.kill()
        self._process.wait()
        self._listener.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(OSError):  # what was not sent cannot be
                    stream.close()

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream
        while line := stream.readline():
            length = 0
            while line.strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                line = stream.readline()
            self._messages.put(json.loads(stream.read(length)))
