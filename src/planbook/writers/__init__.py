"""Writers: frozen values become files and feeds. One module or package per format.

A writer is imported from its own module or through `WRITERS`, because each may need a library of
its own.
"""

from planbook.writers.exports import CalendarExport, EventExport, PlaceExport
from planbook.writers.registry import WRITERS, Takes, Writer

__all__ = ["WRITERS", "CalendarExport", "EventExport", "PlaceExport", "Takes", "Writer"]
