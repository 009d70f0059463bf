"""The committed assets: known sums and licences, nothing fetched, enough contrast."""

import gzip
import hashlib
import re
import tomllib
from pathlib import Path

import pytest
from django.test import Client

import mezhgorod.website

STATIC = Path(mezhgorod.website.__file__).parent / "static"
VENDOR = STATIC / "vendor"
MANIFEST = tomllib.loads((VENDOR / "MANIFEST.toml").read_text(encoding="utf-8"))["file"]
NOT_ASSETS = {"MANIFEST.toml", "LICENSE"}


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["path"])
def test_vendored_file_is_the_one_in_the_manifest(entry: dict[str, str]) -> None:
    content = (VENDOR / entry["path"]).read_bytes()

    assert hashlib.sha256(content).hexdigest() == entry["sha256"]
    assert (VENDOR / entry["license_file"]).is_file()


PACKED = sorted(VENDOR.rglob("*.gz"))


@pytest.mark.parametrize("path", PACKED, ids=lambda path: path.name)
def test_packed_file_is_its_neighbour_packed(path: Path) -> None:
    assert gzip.decompress(path.read_bytes()) == path.with_suffix("").read_bytes()


def test_large_text_files_are_packed() -> None:
    large = {
        path
        for path in VENDOR.rglob("*")
        if path.suffix in {".css", ".js"} and path.stat().st_size > 20_000
    }

    assert {path.with_suffix("") for path in PACKED} == large


@pytest.mark.django_db
def test_a_browser_that_can_unpack_gets_the_packed_file() -> None:
    response = Client().get(
        "/static/vendor/tabler/tabler.min.css", headers={"Accept-Encoding": "gzip"}
    )

    content = b"".join(response)
    response.close()
    assert response["Content-Encoding"] == "gzip"
    assert content == (VENDOR / "tabler" / "tabler.min.css.gz").read_bytes()


def test_every_vendored_file_stands_in_the_manifest() -> None:
    files = {
        path
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name not in NOT_ASSETS and path.suffix != ".gz"
    }

    assert {path.relative_to(VENDOR).as_posix() for path in files} == {
        entry["path"] for entry in MANIFEST
    }


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_style_sheet_asks_no_other_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    imports = re.findall(r"@import[^;]+;", text)
    addresses = re.findall(r"url\(\s*[\"']?([^)\"']+)", text)
    assert imports == []
    assert [one for one in addresses if not one.startswith(("data:", "#", "../"))] == []


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(first: str, second: str) -> float:
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


SECTION_COLOURS = re.findall(
    r"\.(c\d+) \{ --c: (#\w{6}); --tint: (#\w{6});",
    (STATIC / "website" / "foundation.css").read_text(encoding="utf-8"),
)


def test_there_are_ten_section_colours() -> None:
    assert [name for name, _, _ in SECTION_COLOURS] == [f"c{number}" for number in range(1, 11)]


@pytest.mark.parametrize(("name", "colour", "tint"), SECTION_COLOURS)
def test_section_colour_is_readable_on_paper_and_on_its_tint(
    name: str, colour: str, tint: str
) -> None:
    contrasts = {"paper": _contrast(colour, "#ffffff"), "tint": _contrast(colour, tint)}

    assert {where: value for where, value in contrasts.items() if value < 4.5} == {}, name
