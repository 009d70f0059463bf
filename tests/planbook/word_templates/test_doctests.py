"""Every example in the docstrings of the room is true."""

import doctest
import importlib
import pkgutil

import pytest

import planbook.word_templates

pytestmark = pytest.mark.core

MODULES = [module.name for module in pkgutil.iter_modules(planbook.word_templates.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_docstrings(name: str) -> None:
    module = importlib.import_module(f"planbook.word_templates.{name}")

    assert doctest.testmod(module).failed == 0
