"""Parts of a .zip package, unpacked under limits: headers are not trusted, bytes are counted."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import IO

from planbook.readers.limits import Limits
from planbook.readers.refusals import refusal

CHUNK_SIZE = 64 * 1024
_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_END_RECORD = b"PK\x05\x06"
_END_RECORD_64 = b"PK\x06\x06"
_END_SIZE = 22
_LONGEST_COMMENT = 65_535
_BYTES_PER_ENTRY = 1024
_ENCRYPTED_FLAG = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What `zipfile` raises on damaged archives besides its own error.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
    KeyError,
    struct.error,
)


def is_zip(data: bytes) -> bool:
    """Tell whether the bytes begin like a .zip archive."""
    return data.startswith(_STARTS)


class Archive:
    """A .zip package in memory; part names are compared without case, as OPC asks (ISO 29500-2)."""

    def __init__(self, data: bytes, *, file_name: str, limits: Limits) -> None:
        self.file_name = file_name
        self.limits = limits
        self.unpacked = 0
        self.tags = 0
        if _directory_size(data) > limits.archive_entries * _BYTES_PER_ENTRY:
            raise refusal("archive.bomb", file_name)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _ZIP_ERRORS as err:
            raise refusal("archive.corrupt", file_name) from err
        if len(entries) > limits.archive_entries:
            raise refusal("archive.bomb", file_name)
        self._entries = {_part_key(entry.filename): entry for entry in entries}

    def __contains__(self, name: str) -> bool:
        return _part_key(name) in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts as the archive writes them."""
        return tuple(entry.filename for entry in self._entries.values())

    def has_folder(self, folder: str) -> bool:
        """Tell whether any part lies in a folder such as «word/»."""
        return any(name.startswith(folder) for name in self._entries)

    def size(self, name: str) -> int:
        """Return the unpacked size of a part as the archive declares it; no more is ever read."""
        entry = self._entries.get(_part_key(name))
        return entry.file_size if entry else 0

    def open(self, name: str) -> PartStream:
        """Open a part for reading piece by piece.

        Raises:
            UnreadableDocument: the part is missing, protected by a password or damaged.
        """
        entry = self._entries.get(_part_key(name))
        if entry is None:
            raise refusal("archive.part_missing", self.file_name, place=name)
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise refusal("file.encrypted", self.file_name, place=name)
        if entry.compress_type not in _METHODS:
            raise refusal("archive.corrupt", self.file_name, place=name)
        try:
            stream = self._zip.open(entry)
        except _ZIP_ERRORS as err:
            raise refusal("archive.corrupt", self.file_name, place=name) from err
        return PartStream(self, stream, name, entry.compress_size)

    def read(self, name: str) -> bytes:
        """Return a whole part."""
        stream = self.open(name)
        chunks = []
        while chunk := stream.read(CHUNK_SIZE):
            chunks.append(chunk)
        return b"".join(chunks)


class PartStream:
    """A part being unpacked: counts what comes out and stops where a limit is passed."""

    def __init__(self, archive: Archive, stream: IO[bytes], name: str, packed_size: int) -> None:
        self.archive = archive
        self.name = name
        self._stream = stream
        self._packed_size = max(packed_size, 1)
        self._size = 0
        self.elements_since_mark = 0

    def read(self, size: int = CHUNK_SIZE) -> bytes:
        """Return the next bytes, at most `size` of them, empty at the end."""
        try:
            chunk = self._stream.read(min(max(size, 1), CHUNK_SIZE))
        except _ZIP_ERRORS as err:
            raise refusal("archive.corrupt", self.archive.file_name, place=self.name) from err
        self._size += len(chunk)
        self.archive.unpacked += len(chunk)
        self._check_size()
        self._count_tags(chunk.count(b"<"))
        return chunk

    def mark(self) -> None:
        """Note that everything read so far has been worked off and its memory given back."""
        self.elements_since_mark = 0

    def _count_tags(self, count: int) -> None:
        """Bound the memory of what is not worked off yet, and the time of the whole."""
        limits = self.archive.limits
        self.elements_since_mark += count
        self.archive.tags += count
        for reached, limit in (
            (self.elements_since_mark, limits.elements_at_once),
            (self.archive.tags, limits.tags),
        ):
            if reached > limit:
                raise refusal(
                    "document.too_long", self.archive.file_name, place=self.name, limit=limit
                )

    def _check_size(self) -> None:
        limits = self.archive.limits
        is_packed_too_well = (
            self._size > limits.ratio_free_size
            and self._size > limits.compression_ratio * self._packed_size
        )
        if (
            self._size > limits.part_size
            or self.archive.unpacked > limits.unpacked_size
            or is_packed_too_well
        ):
            raise refusal("archive.bomb", self.archive.file_name, place=self.name)


def _part_key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _directory_size(data: bytes) -> int:
    """Return the size of the central directory, before anything is built from it."""
    position = data.rfind(_END_RECORD, max(0, len(data) - _END_SIZE - _LONGEST_COMMENT))
    if position < 0 or position + _END_SIZE > len(data):
        return 0
    size = int.from_bytes(data[position + 12 : position + 16], "little")
    wide = data.rfind(_END_RECORD_64, max(0, position - 4096), position)
    if wide >= 0:
        size_64 = int.from_bytes(data[wide + 40 : wide + 48], "little")
        return size_64 if size == 0xFFFFFFFF else max(size, size_64)
    return size
