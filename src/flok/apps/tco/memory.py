"""Uploads that are held in memory alone: a bid that comes in must never lie readable on a disk."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload


class InMemory(MemoryFileUploadHandler):
    """Takes files into memory whatever Django's own bound is, up to `largest` bytes of the whole form.

    Beyond it the form is not read on, and `too_large` says so. Put it alone in `request.upload_handlers`, before the
    form is read by anybody (https://docs.djangoproject.com/en/5.2/topics/http/file-uploads/).
    """

    def __init__(self, request: Any, largest: int) -> None:
        super().__init__(request)
        self.largest, self.bytes, self.too_large = largest, 0, False

    def handle_raw_input(self, *_: Any, **__: Any) -> None:
        self.activated = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.bytes += len(raw_data)
        if self.bytes > self.largest:
            self.too_large = True
            self.file.truncate(0)
            raise StopUpload(connection_reset=False)
        super().receive_data_chunk(raw_data, start)
