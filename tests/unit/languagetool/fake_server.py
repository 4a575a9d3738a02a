"""Runs in place of Java. Its one rule is the word "bad"; "poison" ends it, "stall" makes it answer with an error."""

from __future__ import annotations

import json
import os
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


class Handler(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def answer(self, body: object, status: int = 200) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        if self.path.endswith("/info"):
            self.answer({"software": {"version": "9.9"}})
        elif self.path.endswith("/languages"):
            self.answer([{"code": "en", "longCode": "en-US"}])
        else:
            self.answer("OK")

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        text = form["text"][0]
        if "poison" in text:
            os._exit(3)
        if "stall" in text:
            self.send_response(500)
            self.end_headers()
            self.wfile.write(b"Error: Internal Error: took too long")
            return
        self.answer({"matches": [self.match(text, *found.span()) for found in re.finditer("bad", text)]})

    def match(self, text: str, start: int, end: int) -> object:
        return {
            "message": "Not good.",
            "replacements": [{"value": "good"}],
            "offset": start,
            "length": end - start,
            "context": {"text": text, "offset": start, "length": end - start},
            "sentence": text,
            "rule": {"id": "BAD", "issueType": "misspelling", "category": {"id": "TYPOS", "name": "Typos"}},
        }


def main(arguments: list[str]) -> int:
    if "-version" in arguments:
        print(f'openjdk version "{os.environ.get("FAKE_JAVA", "17.0.1")}"', file=sys.stderr)
        return 0
    if os.environ.get("FAKE_FAILURE"):
        print("Exception in thread main: no luck today")
        return 7
    ThreadingHTTPServer(("127.0.0.1", int(arguments[arguments.index("--port") + 1])), Handler).serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
