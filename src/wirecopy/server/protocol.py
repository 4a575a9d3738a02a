"""The server itself: listens on standard input, answers on standard output. The one module that imports pygls.

Text goes over whole (`Full`): pygls would apply parts by its own count of lines, see `positions`. An article is checked a
moment after the last key, one at a time, beside the loop that talks to the editor.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls import uris
from pygls.lsp.server import LanguageServer

from wirecopy import __version__, api
from wirecopy.config import FILE_NAMES, ConfigError, wordlist
from wirecopy.plugins import PluginError
from wirecopy.report.explain import explain
from wirecopy.report.look import Look
from wirecopy.rulebook import RuleError
from wirecopy.server.actions import ACCEPT_WORD, KINDS, Page
from wirecopy.server.desk import Checked, Desk, Opened
from wirecopy.server.diagnostics import SOURCE, diagnostics
from wirecopy.server.positions import Lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from wirecopy.config import Config

PAUSE = 0.25  # seconds after the last key
_WATCHED = (*FILE_NAMES, wordlist.NAME)


class Server(LanguageServer):
    """A language server for articles."""

    def __init__(self, session: Callable[[], Callable[[str], Config]]) -> None:
        super().__init__(SOURCE, __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self._desk = Desk(session)
        self._pages: dict[str, Page] = {}
        self._told: set[str] = set()
        self._checker = ThreadPoolExecutor(1, "wirecopy-check")

    def close(self) -> None:
        """Let go of the thread that checks."""
        self._checker.shutdown(wait=False, cancel_futures=True)

    async def check(self, uri: str, pause: float = PAUSE) -> None:
        """Check an open article and tell the editor what was found, unless it changes before that is done."""
        opened = self._opened(uri)
        await asyncio.sleep(pause)
        if opened is None or self._opened(uri) != opened:
            return
        try:
            checked = await asyncio.get_running_loop().run_in_executor(self._checker, self._check, uri, opened)
        except (ConfigError, RuleError, PluginError) as error:
            self._forget(uri)
            self._tell(f"{error}", types.MessageType.Error)
            return
        if checked and self._opened(uri) == opened:
            self._publish(uri, checked)

    async def check_all(self) -> None:
        """Check all open articles again, since configurations have changed."""
        self._desk.forget_configurations()
        self._told.clear()
        for uri in list(self.workspace.text_documents):
            await self.check(uri, 0)

    def closed(self, uri: str) -> None:
        """Forget an article that was closed."""
        self._forget(uri)

    def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Return what can be done about a range of an article."""
        page = self._present(params.text_document.uri)
        return page.actions(params.range, params.context.only) if page else []

    def explained(self, uri: str, position: types.Position) -> types.Hover | None:
        """Return the rules whose findings stand at a place, explained."""
        page = self._present(uri)
        if page is None:
            return None
        here = list(page.at(types.Range(position, position)))
        known = api.catalogue(page.config.packs, page.config.plugins) if here else {}
        rules = {finding.rule: known[finding.rule] for finding, _ in here if finding.rule in known}
        parts = [explain(rule, (), level=3) for rule in rules.values()]
        value = types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(parts))
        return types.Hover(value, here[0][1].range) if parts else None

    async def accept_word(self, uri: str, word: str) -> None:
        """Put a word into the project's list, and check again."""
        page = self._pages.get(uri)
        if page is None:
            return
        file = wordlist.target(page.config)
        try:
            wordlist.add(file, [word])
        except OSError as error:
            self._tell(f"{file}: cannot be written: {error.strerror}", types.MessageType.Error)
            return
        if not page.config.words:
            self._tell(
                f'“{word}” is in {file}: put words = "{file.name}" into the configuration', types.MessageType.Info
            )
        await self.check_all()

    def watch(self) -> None:
        """Ask the editor to tell when a configuration or word list changes, if it can."""
        watching = self.client_capabilities.workspace and self.client_capabilities.workspace.did_change_watched_files
        if not (watching and watching.dynamic_registration):
            return
        watchers = [types.FileSystemWatcher(f"**/{name}") for name in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        asked = types.Registration("watch", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
        self.client_register_capability(types.RegistrationParams([asked]))

    def _check(self, uri: str, opened: Opened) -> Checked | None:
        """Check an article on the thread that does so, unless it has changed while others were checked."""
        return self._desk.check(opened) if self._opened(uri) == opened else None

    def _opened(self, uri: str) -> Opened | None:
        document = self.workspace.text_documents.get(uri)
        if document is None:
            return None
        return Opened(_path(uri), document.version or 0, document.language_id or "", document.source)

    def _present(self, uri: str) -> Page | None:
        """Return what was found in an article, if that is about the text that the editor has now."""
        page, document = self._pages.get(uri), self.workspace.text_documents.get(uri)
        return page if page and document and page.version == (document.version or 0) else None

    def _publish(self, uri: str, checked: Checked) -> None:
        if checked.result is None:
            self._forget(uri)
            return
        result, config = checked.result, checked.config
        lines = Lines(result.source.text, self.workspace.position_encoding or types.PositionEncodingKind.Utf16)
        shown = diagnostics(result, lines, Look(rule_url=config.rule_url))
        self._pages[uri] = Page(uri, checked.version, config, result, lines, shown)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, shown, checked.version))
        for error in result.errors:
            level = types.MessageType.Info if error.left_out else types.MessageType.Error
            self._tell(error.absence, level)
        for notice in result.notices:
            self._tell(notice, types.MessageType.Log)

    def _forget(self, uri: str) -> None:
        if self._pages.pop(uri, None):
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def _tell(self, message: str, level: types.MessageType) -> None:
        """Tell the person something, once; what needs no action goes into the editor's log."""
        if message in self._told:
            return
        self._told.add(message)
        if level in {types.MessageType.Error, types.MessageType.Info}:
            self.window_show_message(types.ShowMessageParams(level, f"wirecopy: {message}"))
        else:
            self.window_log_message(types.LogMessageParams(level, message))


def _path(uri: str) -> str:
    """Return the path of an article; what is in no file yet goes by its address."""
    return uris.to_fs_path(uri) or uri


def make(session: Callable[[], Callable[[str], Config]]) -> Server:
    """Return a server; `session` makes what gives the configuration for a path, each time that configurations change."""
    server = Server(session)

    @server.feature(types.INITIALIZED)
    def initialized(ls: Server, _: types.InitializedParams) -> None:
        ls.watch()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
        await ls.check(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
        await ls.check(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
        ls.closed(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def configured(ls: Server, _: types.DidChangeWatchedFilesParams) -> None:
        await ls.check_all()

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(list(KINDS)))
    def offer(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        return ls.actions(params)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def explain_rule(ls: Server, params: types.HoverParams) -> types.Hover | None:
        return ls.explained(params.text_document.uri, params.position)

    @server.command(ACCEPT_WORD)
    async def accept(ls: Server, uri: str, word: str) -> None:
        await ls.accept_word(uri, word)

    return server
