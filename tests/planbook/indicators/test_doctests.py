"""Every example in the docstrings of the room is true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import planbook.indicators

pytestmark = pytest.mark.core

MODULES = [
    f"{planbook.indicators.__name__}.{module.name}"
    for module in pkgutil.iter_modules(planbook.indicators.__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_docstrings(name: str) -> None:
    module = importlib.import_module(name)

    assert doctest.testmod(module).failed == 0
