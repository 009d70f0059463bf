"""One stream out of a compound file (MS-CFB); every chain of sectors is bounded by the file."""

from __future__ import annotations

import struct

_ENTRY_SIZE = 128
_END = 0xFFFFFFFA  # this and everything above are marks, not sectors
_MOST_SECTOR_BITS = 12


class CompoundError(ValueError):
    """The structure of the file is broken."""


def read_stream(data: bytes, names: tuple[str, ...]) -> bytes:
    """Return the first stream that bears one of the names.

    Raises:
        CompoundError: the structure is broken, or there is no such stream.
    """
    try:
        return _CompoundFile(data).stream(names)
    except (struct.error, IndexError) as err:
        raise CompoundError("broken structure") from err


class _CompoundFile:
    def __init__(self, data: bytes) -> None:
        self._data = data
        bits, mini_bits = struct.unpack_from("<HH", data, 30)
        if not 7 <= bits <= _MOST_SECTOR_BITS or not 2 <= mini_bits <= bits:
            raise CompoundError("sector size")
        self._size, self._mini_size = 1 << bits, 1 << mini_bits
        self._cutoff, mini_start = struct.unpack_from("<II", data, 56)
        self._table = self._read_table()
        directory = self._chain(struct.unpack_from("<I", data, 48)[0])
        self._entries = [
            directory[at : at + _ENTRY_SIZE] for at in range(0, len(directory), _ENTRY_SIZE)
        ]
        self._mini_table = _numbers(self._chain(mini_start)) if mini_start < _END else []

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise CompoundError("sector outside the file")
        return self._data[start : start + self._size]

    def _read_table(self) -> list[int]:
        """Return the table that leads from sector to sector."""
        places = list(struct.unpack_from("<109I", self._data, 76))
        following = struct.unpack_from("<I", self._data, 68)[0]
        for _step in range(len(self._data) // self._size):
            if following >= _END:
                break
            *more, following = _numbers(self._sector(following))
            places.extend(more)
        return [
            number
            for place in places[: len(self._data) // self._size]
            if place < _END
            for number in _numbers(self._sector(place))
        ]

    def _chain(self, start: int) -> bytes:
        parts: list[bytes] = []
        for _step in range(len(self._data) // self._size + 1):
            if start >= _END:
                return b"".join(parts)
            parts.append(self._sector(start))
            start = self._table[start]
        raise CompoundError("endless chain")

    def stream(self, names: tuple[str, ...]) -> bytes:
        """Return the contents of a stream, from the table of small ones where it is small."""
        wanted = [name.lower() for name in names]
        for entry in self._entries:
            if len(entry) < _ENTRY_SIZE or entry[66] != 2 or _name(entry).lower() not in wanted:
                continue
            start, size = struct.unpack_from("<II", entry, 116)
            if size >= self._cutoff:
                return self._chain(start)[:size]
            return self._small(start)[:size]
        raise CompoundError("no such stream")

    def _small(self, start: int) -> bytes:
        container = self._chain(struct.unpack_from("<I", self._entries[0], 116)[0])
        parts: list[bytes] = []
        for _step in range(len(self._mini_table) + 1):
            if start >= _END:
                return b"".join(parts)
            parts.append(container[start * self._mini_size : (start + 1) * self._mini_size])
            start = self._mini_table[start]
        raise CompoundError("endless chain")


def _numbers(sector: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4]))


def _name(entry: bytes) -> str:
    length = min(struct.unpack_from("<H", entry, 64)[0], 64)
    return entry[: max(length - 2, 0)].decode("utf-16-le", errors="replace")
