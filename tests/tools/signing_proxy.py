"""Signs what passes, so that programs that know nothing of keys can ask a door's staff interface.

python tests/tools/signing_proxy.py DOOR-PORT PORT
"""

from __future__ import annotations

import http.client
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from door_process import STAFF


class Signing(BaseHTTPRequestHandler):
    """Passes a request on, signed, and what comes back as it is."""

    door = 0

    def _pass(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        signature = STAFF.authorization(self.command, self.path, body, time.time())
        connection = http.client.HTTPConnection("127.0.0.1", self.door, timeout=30)
        kind = self.headers.get("Content-Type", "application/octet-stream")
        headers = {"Authorization": signature, "Content-Type": kind}
        connection.request(self.command, self.path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
        connection.close()

    do_GET = do_PUT = do_DELETE = do_POST = do_PATCH = do_HEAD = do_OPTIONS = do_TRACE = _pass  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    Signing.door, port = map(int, sys.argv[1:])
    ThreadingHTTPServer(("127.0.0.1", port), Signing).serve_forever()
