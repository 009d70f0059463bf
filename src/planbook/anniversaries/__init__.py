"""Ages and days of cities: founding facts, rules of city days, the two lists of a yearly plan."""

from planbook.anniversaries.cities import City, cities_by_key, city_key, shipped_cities
from planbook.anniversaries.day_rule_text import (
    day_rule_from_dict,
    day_rule_to_dict,
    format_day_rule,
    parse_day_rule,
)
from planbook.anniversaries.day_rules import (
    LAST,
    CityDayRule,
    DateRange,
    FixedDate,
    NthWeekday,
    UnknownDay,
    VagueDay,
    day_in,
)
from planbook.anniversaries.founding import (
    Basis,
    Certainty,
    Era,
    FoundingFact,
    YearCounting,
    age_in,
    is_round,
)
from planbook.anniversaries.lists import (
    CityDay,
    alphabetical_key,
    anniversary_list,
    capital_days,
    city_day,
    in_order_of_days,
)
from planbook.anniversaries.verdicts import AgeVerdict, judge_age

__all__ = [
    "LAST",
    "AgeVerdict",
    "Basis",
    "Certainty",
    "City",
    "CityDay",
    "CityDayRule",
    "DateRange",
    "Era",
    "FixedDate",
    "FoundingFact",
    "NthWeekday",
    "UnknownDay",
    "VagueDay",
    "YearCounting",
    "age_in",
    "alphabetical_key",
    "anniversary_list",
    "capital_days",
    "cities_by_key",
    "city_day",
    "city_key",
    "day_in",
    "day_rule_from_dict",
    "day_rule_to_dict",
    "format_day_rule",
    "in_order_of_days",
    "is_round",
    "judge_age",
    "parse_day_rule",
    "shipped_cities",
]
