"""Writers: frozen export objects become files and feeds. One module per format.

A writer is imported from its own module, because each may need a library of its own.
"""

from planbook.writers.exports import CalendarExport, EventExport, PlaceExport

__all__ = ["CalendarExport", "EventExport", "PlaceExport"]
