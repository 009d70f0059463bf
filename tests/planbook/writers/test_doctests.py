"""Every example in the docstrings of the room is true."""

import doctest
import importlib
import pkgutil

import pytest

import planbook.text
import planbook.writers

pytestmark = [pytest.mark.core, pytest.mark.slow]

ROOMS = (planbook.writers, planbook.text)
MODULES = [
    module.name
    for room in ROOMS
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_docstrings(name: str) -> None:
    module = importlib.import_module(name)

    assert doctest.testmod(module).failed == 0
