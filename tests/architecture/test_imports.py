"""The direction of imports: the contracts of pyproject.toml, string foreign keys, a core alone."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
IMPORT_EVERY_MODULE = """
import importlib, pkgutil, sys

BANNED = ("django", "mezhgorod", "sqlite3", "psycopg")
for name in BANNED:
    sys.modules[name] = None

import planbook

for module in pkgutil.walk_packages(planbook.__path__, "planbook."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""


def room_levels() -> dict[str, int]:
    """Level of each room from the first contract; a foreign key may point to its level or lower."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = settings["tool"]["importlinter"]["contracts"][0]
    highest_first = contract["layers"]
    return {
        room.strip(): len(highest_first) - place
        for place, layer in enumerate(highest_first)
        for room in layer.split("|")
    }


def room_of(model: type) -> str:
    return model.__module__.split(".")[1]


@pytest.mark.slow
def test_import_contracts_are_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([program], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_core_imports_without_django() -> None:
    command = [sys.executable, "-c", IMPORT_EVERY_MODULE]

    done = subprocess.run(command, cwd=ROOT / "src", capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_foreign_keys_point_downwards() -> None:
    levels = room_levels()
    upwards = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in apps.get_models()
        if model.__module__.startswith("mezhgorod.")
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(field.related_model, type)
        if field.related_model.__module__.startswith("mezhgorod.")
        if levels[room_of(field.related_model)] > levels[room_of(model)]
    ]

    assert upwards == []
