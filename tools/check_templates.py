"""Compiles every page template: a wrong tag is found here and not by a visitor."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src"


def template_names() -> list[str]:
    """Return the names of our templates as Django knows them."""
    folders = (SOURCES / "mezhgorod").glob("*/templates")
    return sorted(
        path.relative_to(folder).as_posix()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    )


def main() -> int:
    """Compile all templates; returns 1 when one is wrong."""
    sys.path.insert(0, str(SOURCES))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mezhgorod.config.settings")
    import django  # noqa: PLC0415 -- after the path is set

    django.setup()
    from django.template import TemplateSyntaxError  # noqa: PLC0415 -- after the set-up
    from django.template.loader import get_template  # noqa: PLC0415 -- after the set-up

    is_wrong = False
    for name in template_names():
        try:
            get_template(name)
        except TemplateSyntaxError as error:
            is_wrong = True
            print(f"{name}: {error}")
    return int(is_wrong)


if __name__ == "__main__":
    sys.exit(main())
