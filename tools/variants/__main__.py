"""`python -m tools.variants`: make every variant whose source has changed."""

from __future__ import annotations

import sys

from tools.variants.building import build

for name in build(is_forced="--force" in sys.argv[1:]):
    print(name, flush=True)
