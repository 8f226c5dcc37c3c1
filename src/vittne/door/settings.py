"""Django's settings, all of them: nobody who runs a door has to know that it is Django."""

from __future__ import annotations

import logging
import secrets

import django
from django.conf import settings


def configure() -> None:
    """Set up Django without a database, templates, sessions, cookies, or a log of requests."""
    settings.configure(
        # Nothing is signed with it that outlives the process; Django wants one.
        SECRET_KEY=secrets.token_urlsafe(48),
        DEBUG=False,
        # No page builds an address from the name that a request was sent to.
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF="vittne.door.root",
        INSTALLED_APPS=[],
        DATABASES={},
        TEMPLATES=[],
        MIDDLEWARE=["vittne.door.middleware.Sealed"],
        APPEND_SLASH=False,
        USE_I18N=False,
        USE_TZ=True,
        TIME_ZONE="UTC",
        DEFAULT_CHARSET="utf-8",
        # Django's own handlers write files to the disk. The form that may carry files brings its
        # own; every other is refused when it has one.
        FILE_UPLOAD_HANDLERS=["vittne.door.nofiles.NoFiles"],
        DATA_UPLOAD_MAX_MEMORY_SIZE=512 * 1024,
        DATA_UPLOAD_MAX_NUMBER_FIELDS=100,
        DATA_UPLOAD_MAX_NUMBER_FILES=100,
        LOGGING_CONFIG=None,
    )
    django.setup()
    _keep_no_records()


def _keep_no_records() -> None:
    """Let everything that Django, or any other library, would write into a log go nowhere.

    Such records quote requests: paths, headers, errors.
    """
    # What nobody handles is printed otherwise.
    logging.root.addHandler(logging.NullHandler())
