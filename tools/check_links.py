"""Finds links in our documents that lead nowhere inside the repository."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parents[1]
LINK = re.compile(r"!?\[[^\]]*\]\(<?([^)\s>]+)>?[^)]*\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.\-]*:|#)", re.IGNORECASE)
SKIPPED = {".git", ".venv", ".venv-core", "node_modules", "var", "build"}


def documents(root: Path = ROOT) -> Iterator[Path]:
    """Yield our Markdown files in order."""
    for path in sorted(root.rglob("*.md")):
        if not SKIPPED & set(path.relative_to(root).parts):
            yield path


def dead_links(path: Path) -> list[str]:
    """Return the relative links of a document whose target does not exist."""
    text = CODE.sub("", path.read_text(encoding="utf-8"))
    targets = [link for link in LINK.findall(text) if not ELSEWHERE.match(link)]
    return [link for link in targets if not _target(path, link).exists()]


def _target(path: Path, link: str) -> Path:
    return path.parent / unquote(link.split("#")[0])


def main() -> int:
    """Print every dead link; returns 1 when there is one."""
    found = [(path, link) for path in documents() for link in dead_links(path)]
    for path, link in found:
        print(f"{path.relative_to(ROOT)}: нет файла {link}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
