"""What stands in the door's place to show that the tests of the door can fail.

An ordinary Django form, as one writes it in an afternoon: uploads by Django's own handlers, the
request noted in a log, a session in a file. `python plain_form.py FOLDER --bind ADDRESS:PORT`.
"""

from __future__ import annotations

import logging
import secrets
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.urls import path
from gunicorn.app.base import BaseApplication

from vittne.seal import Code

FORM = (
    '<form method="post" enctype="multipart/form-data"><input name="token" value="-">'
    '<input name="kind"><textarea name="text"></textarea><input type="file" name="files"></form>'
)


def page(request: HttpRequest, **_: str) -> HttpResponse:
    """Show the form, or keep what comes with it."""
    if request.method != "POST":
        return HttpResponse(FORM)
    logging.getLogger("plain").warning("form: %s", dict(request.POST))
    request.session["last"] = request.POST.get("text", "")
    for file in request.FILES.getlist("files"):
        digest = sum(map(len, file.chunks()))
        time.sleep(0.05)  # whatever it does with the file takes a moment
        logging.getLogger("plain").warning("file: %s, %d bytes", file.name, digest)
    return HttpResponse(" ".join(Code.generate().words("en")))


urlpatterns = [path("", page), path("<path:page>", page)]


class Server(BaseApplication):
    """gunicorn as it comes, with its access log."""

    def __init__(self, bind: str) -> None:
        self._bind = bind
        super().__init__()

    def load_config(self) -> None:
        """Set what cannot be left out."""
        for name, value in (("bind", self._bind), ("threads", 4), ("accesslog", "-")):
            self.cfg.set(name, value)
        self.cfg.set("control_socket_disable", True)

    def load(self) -> WSGIHandler:
        """Return the application."""
        return WSGIHandler()


def main(folder: Path, bind: str) -> None:
    """Serve the form."""
    (folder / "sessions").mkdir(exist_ok=True)
    settings.configure(
        SECRET_KEY=secrets.token_urlsafe(32),
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
        SESSION_ENGINE="django.contrib.sessions.backends.file",
        SESSION_FILE_PATH=str(folder / "sessions"),
    )
    logging.basicConfig()
    import django

    django.setup()
    Server(bind).run()


if __name__ == "__main__":
    sys.argv, (where, _, address) = sys.argv[:1], sys.argv[1:]
    main(Path(where), address)
