"""docs/reference/cli.md names every command, option, exit code, key, role and finding."""

import argparse
import re
from pathlib import Path

import pytest

import planbook.cli as cli
from planbook.cli.arguments import build_parser
from planbook.cli.reading import read
from planbook.plans import plan_to_json

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
SAMPLE = "План на 2023 год\n№\tМероприятие\tСрок\tМесто\n1.\tФорум\tмай\tШуя\n2.\tСлёт\tиюнь\tШуя"


def parsers() -> dict[str, argparse.ArgumentParser]:
    actions = build_parser()._subparsers
    assert actions is not None
    choices = actions._group_actions[0].choices
    assert isinstance(choices, dict)
    return choices


@pytest.mark.parametrize("command", sorted(parsers()))
def test_every_command_and_option_is_described(command: str) -> None:
    options = {name for action in parsers()[command]._actions for name in action.option_strings}

    assert f"planbook {command}" in PAGE
    assert [name for name in sorted(options) if f"`{name}" not in PAGE] == []


def test_every_exit_code_is_described() -> None:
    codes = [getattr(cli, name) for name in dir(cli) if name.startswith("EXIT_")]

    assert [code for code in codes if f"| {code} |" not in PAGE] == []


def test_every_key_of_the_plan_is_described() -> None:
    told = plan_to_json(read(SAMPLE.encode()))
    section = told["sections"][0]
    keys = {*told, *told["plan"], *section, *section["items"][0]}

    assert [key for key in sorted(keys) if f"`{key}`" not in PAGE] == []


def test_every_finding_of_the_plans_room_is_described() -> None:
    source = (ROOT / "src" / "planbook" / "plans" / "remarks.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'"((?:plan|table|row|title|timing)\.[a-z_]+)"', source))

    assert [code for code in sorted(codes) if f"`{code}`" not in PAGE] == []


def test_every_role_is_described() -> None:
    data = (ROOT / "src" / "planbook" / "plans" / "data" / "columns.toml").read_text("utf-8")
    roles = set(re.findall(r'^name = "(\w+)"', data, re.MULTILINE)) | {"place_timing"}

    assert [role for role in sorted(roles - {"other"}) if f"`{role}`" not in PAGE] == []
