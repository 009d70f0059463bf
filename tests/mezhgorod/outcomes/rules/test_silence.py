"""The numbers of days facts are waited for: a file that ships, and files with mistakes."""

import doctest

import pytest

from mezhgorod.outcomes.rules import silence
from mezhgorod.outcomes.rules.silence import SILENCE, Silence, read_silence


def test_the_shipped_numbers() -> None:
    assert Silence(ask_days=7, patience_days=14, reminded_days=366) == SILENCE
    assert doctest.testmod(silence).failed == 0


@pytest.mark.parametrize(
    ("ask", "patience", "reminded"),
    [("7", "14", "14"), ("15", "14", "366"), ("0", "14", "366"), ("7", "true", "366"),
     ("7", '"14"', "366"), ("7", "14", "100000")],
)  # fmt: skip
def test_numbers_that_contradict_are_refused(ask: str, patience: str, reminded: str) -> None:
    text = f"ask_days = {ask}\npatience_days = {patience}\nreminded_days = {reminded}"
    with pytest.raises(ValueError, match=r"silence\.toml"):
        read_silence(text)
