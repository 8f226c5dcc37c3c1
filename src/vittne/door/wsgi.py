"""The door as a WSGI application. ASGI is no option: Django then writes bodies to the disk."""

from __future__ import annotations

import sys
from pathlib import Path

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import got_request_exception

from vittne.door import running
from vittne.door.log import log_error
from vittne.door.settings import configure


def application(folder: Path) -> WSGIHandler:
    """Open the door of a folder; once in a process."""
    configure()
    running.start(folder)
    got_request_exception.connect(_failed)
    return WSGIHandler()


def _failed(**kwargs: object) -> None:
    error = sys.exc_info()[1]
    if error is not None:
        log_error(error)
