"""Conditions are data: shipped sets with their sources, deadlines, storage form."""

from datetime import date

import pytest

from mezhgorod.campaigns.rules import (
    CampaignCycle,
    CampaignRules,
    Deadlines,
    EligibilityKind,
    EligibilityRule,
    RefusalGround,
    preset,
    presets,
    rules_from_dict,
    rules_to_dict,
)
from mezhgorod.registry.rules import RuleViolation


@pytest.mark.parametrize(
    ("cycle", "start", "expected"),
    [
        ("year", date(2024, 1, 1), ("2023-10-01", "2023-11-15", "2023-11-20")),
        ("half_year", date(2023, 7, 1), ("2023-05-02", "2023-06-01", "2023-06-08")),
        ("quarter", date(2023, 4, 1), ("2023-02-10", "2023-03-02", "2023-03-09")),
        ("month", date(2023, 3, 1), ("2023-02-04", "2023-02-14", "2023-02-19")),
    ],
)
def test_deadlines(cycle: str, start: date, expected: tuple[str, str, str]) -> None:
    days = preset(CampaignCycle(cycle)).deadlines(start)
    assert days == Deadlines(*map(date.fromisoformat, expected))


def test_each_shipped_set_names_its_source_and_survives_storage() -> None:
    for one in presets():
        assert "docs.cntd.ru/document/" in one.rules.source
        assert rules_from_dict(rules_to_dict(one.rules)) == one.rules
        codes = [ground.code for ground in one.rules.grounds]
        assert len(set(codes)) == len(codes) >= 3


def test_storage_form() -> None:
    rules = CampaignRules(
        required=("title",),
        eligibility=(EligibilityRule(EligibilityKind.MIN_PARTIES, 3, is_strict=True),),
        grounds=(RefusalGround("late", "поздно"),),
        source="положение",
    )
    assert rules_to_dict(rules) == {
        "required": ["title"],
        "eligibility": [{"kind": "min_parties", "number": 3, "strict": True}],
        "grounds": [{"code": "late", "words": "поздно"}],
        "source": "положение",
    }
    assert rules.eligibility[0].words == "не менее 3 городов или регионов-участников"
    assert rules.ground("late").words == "поздно"


def test_unknown_ground_and_kind_are_refused() -> None:
    with pytest.raises(RuleViolation) as refused:
        CampaignRules().ground("late")
    assert refused.value.code == "campaign.unknown_ground"
    with pytest.raises(ValueError, match="moon"):
        rules_from_dict({"eligibility": [{"kind": "moon"}]})
