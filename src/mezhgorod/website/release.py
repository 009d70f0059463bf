"""The version of the running program, shown in the footer and part of every ETag."""

import planbook

VERSION = planbook.__version__
