"""`python -m planbook`: the same as the command `planbook`."""

import sys

from planbook.cli import main

if __name__ == "__main__":
    sys.exit(main())
