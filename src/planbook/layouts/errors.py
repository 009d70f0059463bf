"""A description of a layout that cannot be used, and which of its fields is to blame."""

from __future__ import annotations

from planbook.errors import PlanbookError


class LayoutError(PlanbookError, ValueError):
    """A layout is described wrongly.

    Attributes:
        field: where it stands, for example ``columns[2].width``; empty for the whole layout.
        cause: what is wrong and what is expected, in Russian, one sentence.
    """

    def __init__(self, field: str, cause: str) -> None:
        self.field = field
        self.cause = cause
        where = f"поле «{field}»: " if field else ""
        super().__init__(f"Макет, {where}{cause}" if where else f"Макет: {cause}")
