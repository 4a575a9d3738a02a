"""One LanguageTool server as a process: started once, watched while it starts, with bounds on memory and time.

The server listens on the loopback address only. Its output is kept in a file, and shown when it does not start. It runs
under `guard.py` in a process group of its own, so that it ends with its owner.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.languagetool import guard
from wirecopy.languagetool.errors import UnavailableError

if TYPE_CHECKING:
    from wirecopy.languagetool.install import Install
    from wirecopy.languagetool.settings import Limits

MAIN_CLASS = "org.languagetool.server.HTTPServer"
LOOPBACK = "127.0.0.1"
PORT_TRIES = 3
OUTPUT_LINES = 12
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))

PROPERTIES = """\
pipelineCaching=true
maxPipelinePoolSize=16
pipelineExpireTimeInSeconds=86400
cacheSize=5000
cacheTTLSeconds=86400
maxTextLength=200000
maxCheckTimeMillis=60000
maxCheckThreads={threads}
"""

# Only what goes wrong: the default writes four lines a request, for as long as the server lives.
LOGGING = """\
<configuration>
  <appender name="STDOUT" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%d %-5level %logger{20} %msg%n</pattern></encoder>
  </appender>
  <root level="WARN"><appender-ref ref="STDOUT"/></root>
</configuration>
"""


@dataclass(slots=True)
class ServerProcess:
    """A server that answers at `url` until `end` is called or its owner is gone."""

    url: str
    guard: subprocess.Popen[bytes]
    folder: Path | None = field(default=None)

    def alive(self) -> bool:
        """Whether the process is there; it may still be too early for it to answer."""
        return self.guard.poll() is None

    def let_go(self) -> None:
        """Leave the server to the file that owns it: nobody in this process will wait for it."""
        self.guard.returncode = 0  # else Popen warns, when it is collected, of a process that still runs

    def end(self) -> None:
        """End the server and wait until it is gone."""
        if self.guard.stdin:
            self.guard.stdin.close()
        self.guard.terminate()
        try:
            self.guard.wait(guard.GRACE_SECONDS + 2)
        except subprocess.TimeoutExpired:
            self.guard.kill()
            self.guard.wait()


def answers(url: str, seconds: float = 2.0) -> bool:
    """Whether a server says at `url` that it is well; no proxy is asked."""
    try:
        with _DIRECT.open(url.rstrip("/") + "/v2/healthcheck", timeout=seconds) as response:
            return bool(response.status == 200)
    except (OSError, ValueError):
        return False


def version(url: str) -> str | None:
    """The version of the LanguageTool that answers at `url`, or None."""
    try:
        with _DIRECT.open(url.rstrip("/") + "/v2/info", timeout=10) as response:
            return str(json.load(response)["software"]["version"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def free_port() -> int:
    """A port of the loopback address that is free at this moment (the server may still lose it to somebody else)."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def command(install: Install, folder: Path, port: int, limits: Limits, *, lasting: bool = False) -> list[str]:
    """The command line of a server whose settings files lie in `folder`.

    A server for one run uses Java's quick compiler only: 160 articles took less of the processor, start included, than 100 with
    the thorough one (docs/grammar.md). A `lasting` one has the time. Inlining more and large pages of memory save a tenth.
    """
    compiler = () if lasting else ("-XX:TieredStopAtLevel=1", "-XX:C1MaxInlineSize=70")
    return [
        str(install.java),
        f"-Xmx{limits.heap_mb}m",
        *compiler,
        "-XX:+IgnoreUnrecognizedVMOptions",  # what comes next is known on Linux only
        "-XX:+UseTransparentHugePages",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:+UseParallelGC",
        "-Djava.net.preferIPv4Stack=true",
        "-Dsun.net.httpserver.nodelay=true",
        f"-Dlogback.configurationFile={folder / 'logback.xml'}",
        "-cp",
        str(install.jar),
        MAIN_CLASS,
        "--config",
        str(folder / "server.properties"),
        "--port",
        str(port),
    ]


def start(
    install: Install, limits: Limits, *, folder: Path, owner_file: Path | None = None, port: int = 0
) -> ServerProcess:
    """Start a server and wait until it answers.

    `folder` takes its settings and its output. With `owner_file` it lives until that file goes or changes, else as long as
    this process. Raises UnavailableError with the server's last lines when it ends early or does not answer in time.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "server.properties").write_text(PROPERTIES.format(threads=limits.threads), encoding="utf-8")
    (folder / "logback.xml").write_text(LOGGING, encoding="utf-8")
    for attempt in range(PORT_TRIES):
        chosen = port or free_port()
        server = _spawn(command(install, folder, chosen, limits, lasting=bool(owner_file)), folder, owner_file, chosen)
        problem = _wait(server, limits.start_seconds)
        if problem is None:
            return server
        server.end()
        output = _tail(folder / "output.txt")
        if port or "Address already in use" not in output or attempt + 1 == PORT_TRIES:
            break
    raise UnavailableError(f"the LanguageTool server {problem}:\n{output}", "see `wirecopy doctor`")


def _spawn(server: list[str], folder: Path, owner_file: Path | None, port: int) -> ServerProcess:
    watch = ["--while-file", str(owner_file)] if owner_file else ["--while-stdin"]
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-I", guard.__file__, *watch, "--", *server],
            stdin=subprocess.DEVNULL if owner_file else subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            start_new_session=True,
        )
    return ServerProcess(f"http://{LOOPBACK}:{port}", process, folder)


def _wait(server: ServerProcess, seconds: float) -> str | None:
    """None once the server answers, else what happened."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        code = server.guard.poll()
        if code is not None:
            return f"ended with exit code {code} before it answered"
        if answers(server.url):
            return None
        time.sleep(0.1)
    return f"did not answer within {seconds:g} seconds"


def _tail(path: Path) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.exists() else []
    return "\n".join("  " + line for line in lines[-OUTPUT_LINES:])


def private_folder() -> Path:
    """A new folder for the settings and output of a server that this process owns."""
    return Path(tempfile.mkdtemp(prefix="wirecopy-languagetool-"))
