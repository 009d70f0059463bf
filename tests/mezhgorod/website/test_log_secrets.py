"""No line of the log opens a personal link: every address with a secret, also of new pages."""

import io
import logging
import re

import pytest
from django.conf import settings
from django.urls import get_resolver

from mezhgorod.website.log_secrets import HideSecrets, hidden

SECRET = "12-aB3_xyz-0123456789"  # noqa: S105 -- stands for any


def addresses_with_secrets() -> list[str]:
    patterns = get_resolver().url_patterns[-1].url_patterns  # type: ignore[union-attr]
    routes = [str(one.pattern) for one in patterns if "token>" in str(one.pattern)]
    return [re.sub(r"<[^>]*>", "7", re.sub(r"<[^>]*token>", SECRET, one)) for one in routes]


@pytest.mark.parametrize("address", addresses_with_secrets())
def test_the_secret_of_an_address_is_hidden(address: str) -> None:
    assert SECRET not in hidden(f"Gone: /{address}")


def test_other_lines_stay_as_they_are() -> None:
    line = "Not Found: /plans/confirm-2026/of/"

    assert hidden(line) == line


def test_the_console_hides_secrets_also_in_arguments() -> None:
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["secrets"]
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(HideSecrets())
    record = logging.makeLogRecord({"msg": "%s: %s", "args": ("Gone", f"/propose/{SECRET}/")})

    handler.handle(record)

    assert written.getvalue() == "Gone: /propose/…/\n"
