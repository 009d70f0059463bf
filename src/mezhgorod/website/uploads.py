"""Files on their way in: what is longer than the limit is not even written to disk."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from mezhgorod.evidence.rules import MAX_FILE_BYTES


class LengthLimit(FileUploadHandler):
    """Stands first in the chain and drops a file at the byte where it becomes too long.

    The request is marked, so that a form can tell «слишком большой» from «не выбран».
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._length = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self._length += len(raw_data)
        if self._length > MAX_FILE_BYTES:
            if self.request is not None:
                self.request.META[TOO_LONG] = self.field_name
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        return None


TOO_LONG = "mezhgorod.upload_too_long"
