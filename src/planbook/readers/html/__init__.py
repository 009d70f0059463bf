"""Pages (.html): saved ones, exports of office programs, tables pasted into the browser."""

from planbook.readers.html.pasted import read_pasted
from planbook.readers.html.reader import read_html

__all__ = ["read_html", "read_pasted"]
