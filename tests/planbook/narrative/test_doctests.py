"""Every example in the docstrings of the room is true."""

import doctest
import importlib
import pkgutil

import pytest

import planbook.narrative

pytestmark = pytest.mark.core

MODULES = [module.name for module in pkgutil.iter_modules(planbook.narrative.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_docstrings(name: str) -> None:
    module = importlib.import_module(f"planbook.narrative.{name}")

    assert doctest.testmod(module).failed == 0
