"""Every example in the docstrings of the rooms is true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import planbook.dates
import planbook.text

pytestmark = pytest.mark.core

MODULES = [
    f"{package.__name__}.{module.name}"
    for package in (planbook.dates, planbook.text)
    for module in pkgutil.iter_modules(package.__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_the_docstrings(name: str) -> None:
    module = importlib.import_module(name)

    assert doctest.testmod(module).failed == 0
