"""`wirecopy grammar`: the LanguageTool server that runs share: start it, stop it, tell how it is; fetch LanguageTool."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.cli import FOUND, OK
from wirecopy.cli.options import make_parser
from wirecopy.cli.run import complain
from wirecopy.config import find, load
from wirecopy.languagetool import LanguageToolError, UnavailableError, daemon, install
from wirecopy.languagetool.settings import from_options

if TYPE_CHECKING:
    import argparse

    from wirecopy.languagetool import Settings

VERSION = "6.8"


def parser() -> argparse.ArgumentParser:
    """Return the options of `grammar`."""
    made = make_parser("grammar", "Keep one LanguageTool server for all runs. Without it, each run starts its own.")
    made.add_argument(
        "--config", type=Path, metavar="FILE", help="configuration file (default: the nearest one upwards)"
    )
    actions = made.add_subparsers(dest="action", required=True, metavar="start|stop|status|download")
    start = actions.add_parser("start", help="start the server, and leave it running")
    start.add_argument("--heap-mb", type=int, metavar="MB", help="memory that it may take (default: 1024)")
    actions.add_parser("stop", help="end the server")
    actions.add_parser("status", help="tell whether it runs; exit code 1 if not")
    download = actions.add_parser("download", help="fetch LanguageTool (about 250 MB) with language_tool_python")
    download.add_argument("version", nargs="?", default=VERSION, help=f"its version (default: {VERSION})")
    return made


def run(args: argparse.Namespace) -> int:
    """Do what `action` says."""
    try:
        path = args.config or find(Path.cwd())
        settings = from_options(load(path).options.get("grammar", {}) if path else {})
        return {"start": _start, "stop": _stop, "status": _status, "download": _download}[args.action](args, settings)
    except UnavailableError as error:
        return complain(f"{error}; {error.remedy}" if error.remedy else str(error))
    except (LanguageToolError, ValueError) as error:
        return complain(str(error))


def _start(args: argparse.Namespace, settings: Settings) -> int:
    from dataclasses import replace

    limits = replace(settings.limits, heap_mb=args.heap_mb) if args.heap_mb else settings.limits
    before = daemon.running(settings.folder)
    server = before or daemon.start(settings.folder, install.find(), limits)
    print(f"{'already running' if before else 'started'}: {_about(server)}")
    return OK


def _stop(args: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - all actions are called alike
    print("stopped" if daemon.stop(settings.folder) else "no server was running")
    return OK


def _status(args: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - all actions are called alike
    server = daemon.running(settings.folder)
    if server is None:
        print("no server runs; `wirecopy grammar start` starts one")
        return FOUND
    print(f"running: {_about(server)}, for {max(0, time.time() - server.since) / 60:.0f} minutes")
    return OK


def _about(server: daemon.Running) -> str:
    return f"LanguageTool {server.version} at {server.url}, at most {server.heap_mb} MB"


def _download(args: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - all actions are called alike
    from wirecopy.languagetool.client import download

    install.find_java()
    download(args.version)
    folder, version, _ = install.find_folder()
    print(f"LanguageTool {version} is in {folder}")
    return OK
