"""The locked lists agree with each other and with pyproject.toml, and name no address."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
NAME = re.compile(r"^[A-Za-z0-9._-]+")


def locked(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def pins(name: str) -> set[tuple[str, str]]:
    return {(package.lower(), version) for package, version in PIN.findall(locked(name))}


def declared(extras: tuple[str, ...]) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = list(project["dependencies"])
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    return {re.sub(r"[-_.]+", "-", NAME.match(line)[0].lower()) for line in lines}


@pytest.mark.parametrize(
    ("smaller", "larger"), [("core", "web"), ("core", "test"), ("web", "dev"), ("test", "dev")]
)
def test_smaller_list_is_part_of_larger(smaller: str, larger: str) -> None:
    assert pins(smaller) - pins(larger) == set()


@pytest.mark.parametrize(
    ("name", "extras"),
    [("core", ()), ("test", ("test",)), ("web", ("web",)), ("dev", ("web", "test", "dev"))],
)
def test_list_holds_every_declared_library(name: str, extras: tuple[str, ...]) -> None:
    held = {re.sub(r"[-_.]+", "-", package) for package, _ in pins(name)}

    assert declared(extras) - held == set()


@pytest.mark.parametrize("name", ["core", "test", "web", "dev"])
def test_every_pin_has_a_checksum_and_no_address(name: str) -> None:
    text = locked(name)

    unchecked = [line for line in text.splitlines() if PIN.match(line) and line[-1] != "\\"]

    assert (unchecked, "://" in text) == ([], False)
