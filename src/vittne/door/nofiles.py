"""Forms without files: one that has some is refused before a byte of it is stored."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.core.files.uploadhandler import FileUploadHandler


class NoFiles(FileUploadHandler):
    """Refuses files."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Refuse."""
        raise BadRequest

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never called: no file begins."""
        raise BadRequest

    def file_complete(self, file_size: int) -> None:
        """Never called."""
        raise BadRequest
