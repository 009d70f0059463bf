#!/usr/bin/env python3
"""Django's own command line, with our two import roots in `src` on the path."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    """Run one management command."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mezhgorod.config.settings")
    try:
        from django.core.management import execute_from_command_line  # noqa: PLC0415 -- may lack
    except ImportError as error:
        message = "Нет Django. Запустите python3 run.py, затем .venv/bin/python manage.py …"
        raise SystemExit(message) from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
