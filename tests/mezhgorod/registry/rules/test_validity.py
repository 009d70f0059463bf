"""Since when and until when: words of papers, kept with the days they may mean."""

from datetime import date

import pytest

from mezhgorod.registry.rules import (
    OPEN,
    AgreementState,
    Bound,
    Holding,
    RuleViolation,
    agreement_state,
    bound_words,
    exact_bound,
    holding_on,
    read_bound,
    surely_overlap,
    term_words,
)

YEAR_2025 = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("31.12.2025", date(2025, 12, 31), date(2025, 12, 31)),
        ("до 31.12.2025", date(2025, 12, 31), date(2025, 12, 31)),
        ("15 марта 1999 года", date(1999, 3, 15), date(1999, 3, 15)),
        ("с 1999", date(1999, 1, 1), date(1999, 12, 31)),
        ("сентябрь 2023", date(2023, 9, 1), date(2023, 9, 30)),
        ("II квартал 2025", date(2025, 4, 1), date(2025, 6, 30)),
        ("осень 2025", date(2025, 9, 1), date(2025, 11, 30)),
        ("в 2025 году", *YEAR_2025),
        # The wording of the report of 2024, word for word.
        ("В 2025 году завершаются полномочия избранных органов управления Союза", *YEAR_2025),
    ],
)
def test_a_bound_keeps_its_words_and_the_days_they_may_mean(
    text: str, earliest: date, latest: date
) -> None:
    assert read_bound(text) == Bound(text, earliest, latest)


@pytest.mark.parametrize("text", ["", "  ", "бессрочно", "Бессрочно.", "без срока", "—"])
def test_words_without_a_term_leave_it_open(text: str) -> None:
    assert read_bound(text) == OPEN


@pytest.mark.parametrize(
    "text", ["до истечения полномочий", "5 лет", "ежеквартально", "25.03", "с 2020 по 2025"]
)
def test_words_that_say_no_time_are_refused_and_no_day_is_made_up(text: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        read_bound(text, field="until")

    assert (refused.value.code, refused.value.field) == ("bound.unread", "until")
    assert f"«{text}»" in refused.value.message


def test_a_bound_of_a_hundred_thousand_characters_is_refused() -> None:
    with pytest.raises(RuleViolation) as refused:
        read_bound("2025 год " * 12_000)

    assert refused.value.code == "bound.too_long"


@pytest.mark.parametrize(
    ("since", "until", "day", "expected"),
    [
        ("", "", date(1990, 1, 1), Holding.YES),
        ("1999", "", date(1998, 12, 31), Holding.NO),
        ("1999", "", date(1999, 5, 1), Holding.PERHAPS),
        ("1999", "", date(1999, 12, 31), Holding.YES),
        ("", "в 2025 году", date(2024, 12, 31), Holding.YES),
        ("", "в 2025 году", date(2025, 1, 1), Holding.YES),
        ("", "в 2025 году", date(2025, 6, 1), Holding.PERHAPS),
        ("", "в 2025 году", date(2026, 1, 1), Holding.NO),
        ("01.02.2020", "01.02.2025", date(2025, 2, 1), Holding.YES),
        ("01.02.2020", "01.02.2025", date(2025, 2, 2), Holding.NO),
    ],
)
def test_something_holds_surely_perhaps_or_not(
    since: str, until: str, day: date, expected: Holding
) -> None:
    assert holding_on(since=read_bound(since), until=read_bound(until), day=day) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("01.02.2020", "01.02.2025"), ("01.02.2025", ""), True),
        (("01.02.2020", "01.02.2025"), ("02.02.2025", ""), False),
        # Two terms that meet somewhere in one year only may overlap.
        (("2015", "в 2020 году"), ("в 2020 году", ""), False),
        (("2015", "в 2020 году"), ("2017", ""), True),
        (("", ""), ("2017", ""), True),
        (("", "2016"), ("2017", ""), False),
    ],
)
def test_only_terms_that_surely_share_a_day_overlap(
    first: tuple[str, str], second: tuple[str, str], *, expected: bool
) -> None:
    terms = [(read_bound(since), read_bound(until)) for since, until in (first, second)]

    assert surely_overlap(terms[0], terms[1]) is expected
    assert surely_overlap(terms[1], terms[0]) is expected


def test_a_term_is_told_in_words() -> None:
    assert term_words(OPEN, OPEN) == ""
    assert term_words(read_bound("01.02.2020"), read_bound("до 01.02.2025")) == (
        "с 01.02.2020 по 01.02.2025"
    )
    assert term_words(OPEN, read_bound("в 2025 году завершаются полномочия")) == (
        "в 2025 году завершаются полномочия"
    )
    assert bound_words(exact_bound(date(2025, 2, 1))) == "01.02.2025"


@pytest.mark.parametrize(
    ("until", "today", "expected"),
    [
        ("", date(2030, 1, 1), AgreementState.VALID),
        ("31.12.2025", date(2020, 1, 1), AgreementState.COMING),
        ("31.12.2025", date(2025, 6, 1), AgreementState.VALID),
        ("31.12.2025", date(2025, 11, 1), AgreementState.ENDING),
        ("31.12.2025", date(2025, 12, 31), AgreementState.ENDING),
        ("31.12.2025", date(2026, 1, 1), AgreementState.ENDED),
        ("в 2025 году", date(2025, 6, 1), AgreementState.PERHAPS_ENDED),
    ],
)
def test_the_state_of_an_agreement_follows_from_its_dates(
    until: str, today: date, expected: AgreementState
) -> None:
    found = agreement_state(signed_on=date(2023, 3, 1), until=read_bound(until), today=today)

    assert found is expected
    assert found.words
