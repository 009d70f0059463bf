"""What tests of the website share: a folder for collected assets, as every installation has one."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(scope="session")
def _collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("static")


@pytest.fixture(autouse=True)
def _own_assets(_collected: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = _collected
