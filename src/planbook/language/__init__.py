"""Russian for people: editions, numbers with nouns, lists, case forms, lemmas for search."""

from planbook.language.counting import join_list, plural, years
from planbook.language.editions import (
    Edition,
    EditionStyle,
    Notation,
    find_edition,
    format_edition,
    parse_edition,
)
from planbook.language.grammar import Case, Gender
from planbook.language.inflection import (
    full_preposition,
    inflect_name,
    name_forms,
    place_name_from_form,
)
from planbook.language.ordinals import ordinal_words
from planbook.language.person_names import (
    person_gender,
    person_name_form,
    polite_name,
    short_person_name,
)
from planbook.language.posts import post_form
from planbook.language.search import search_text

__all__ = [
    "Case",
    "Edition",
    "EditionStyle",
    "Gender",
    "Notation",
    "find_edition",
    "format_edition",
    "full_preposition",
    "inflect_name",
    "join_list",
    "name_forms",
    "ordinal_words",
    "parse_edition",
    "person_gender",
    "person_name_form",
    "place_name_from_form",
    "plural",
    "polite_name",
    "post_form",
    "search_text",
    "short_person_name",
    "years",
]
