"""Files that commands write: whole or not at all, never over another without a word."""

from __future__ import annotations

import os
from pathlib import Path

from planbook.errors import PlanbookError


class ConversionError(PlanbookError, ValueError):
    """A plan cannot be written where or as it was asked; the message is Russian."""


def check_output(output: Path, *, force: bool) -> None:
    """Refuse a place where nothing can be written, or a file that is there already.

    Raises:
        ConversionError: with the reason and what to do.
    """
    try:
        if output.is_dir():
            raise ConversionError(f"«{output}» — папка. Укажите имя файла.")
        if not output.parent.is_dir():
            raise ConversionError(f"Папки «{output.parent}» нет. Создайте её или укажите другую.")
        if output.exists() and not force:
            raise ConversionError(
                f"Файл «{output}» уже есть. Укажите другое имя или параметр --force: "
                "файл заменится."
            )
    except OSError as err:
        raise _unwritable(output) from err


def replace_file(output: Path, data: bytes, *, force: bool) -> None:
    """Write beside the output and move over it: nobody ever finds half a file.

    Raises:
        ConversionError: the file cannot be written, or appeared meanwhile without `force`.
    """
    beside = output.with_name(f".planbook-{os.getpid()}.part")
    try:
        try:
            with beside.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            # Someone else may have made the file while the plan was being read.
            check_output(output, force=force)
            beside.replace(output)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as err:
        raise _unwritable(output) from err


def _unwritable(output: Path) -> ConversionError:
    return ConversionError(
        f"Записать файл «{output}» не удалось. Проверьте имя, права на папку и место на диске."
    )
