"""Where things stand in the repository and in the folder of data."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src"
REQUIREMENTS = ROOT / "requirements"
VENV = ROOT / ".venv"
CORE_VENV = ROOT / ".venv-core"


def data_dir() -> Path:
    """Return the folder of the database, uploaded files, keys and logs; made private if new."""
    folder = Path(os.environ.get("MEZHGOROD_DATA_DIR") or ROOT / "var")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder.resolve()


def log_dir() -> Path:
    """Return the folder of logs."""
    folder = data_dir() / "logs"
    folder.mkdir(exist_ok=True)
    return folder


def clean_environ(**changes: str) -> dict[str, str]:
    """Return the environment for our programs, without what would lead Python elsewhere."""
    unwanted = {"PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**kept, "PYTHONNOUSERSITE": "1", "PYTHONUNBUFFERED": "1", **changes}
