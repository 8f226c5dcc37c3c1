"""Run `rocrate-validator validate` without a network.

The validator reads the RO-Crate context from https://w3id.org, and nothing in these tests may
leave the machine. The package `rocrate` ships that very file: it is put into the validator's own
HTTP cache, and the validator is started with `--offline`. Only this one context (RO-Crate 1.3) is
served: a crate that names another one fails, which is meant.

Runs with the Python of `.tools/roc-validator`; see `rocrate_validator_command` in conftest.py.
"""

from __future__ import annotations

import io
import sys
import tempfile
from importlib.resources import files
from pathlib import Path

from requests import PreparedRequest, Response
from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from rocrate_validator.cli.main import cli
from urllib3 import HTTPResponse

CONTEXT = "https://w3id.org/ro/crate/1.3/context"


class ShippedContext(HTTPAdapter):
    """Answer a request with the context that the package `rocrate` ships."""

    def send(self, request: PreparedRequest, *_: object, **__: object) -> Response:
        content = files("rocrate").joinpath("data/ro-crate.jsonld").read_bytes()
        answer = HTTPResponse(
            io.BytesIO(content),
            headers={"Content-Type": "application/ld+json"},
            status=200,
            preload_content=False,
            request_url=str(request.url),
        )
        return self.build_response(request, answer)


def main() -> None:
    """Fill a cache of this run only, then hand over to the validator."""
    with tempfile.TemporaryDirectory() as folder:
        cache = str(Path(folder) / "cache")
        with CachedSession(cache_name=cache, backend="sqlite", expire_after=-1) as session:
            session.mount(CONTEXT, ShippedContext())
            session.get(CONTEXT).raise_for_status()
        offline = ["--offline", "--cache-path", cache, "--no-paging", "--verbose"]
        cli(["--no-interactive", "--disable-color", "validate", *offline, *sys.argv[1:]])


if __name__ == "__main__":
    main()
