"""Text documents of OpenDocument (.odt, .ott), ISO/IEC 26300."""

from planbook.readers.odt.reader import read_odt

__all__ = ["read_odt"]
