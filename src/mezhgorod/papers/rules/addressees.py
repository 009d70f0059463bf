"""Whom a paper is for: words in the nominative, and right forms where the machine is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from mezhgorod.papers.rules.words import MAX_NAME, MAX_POST
from mezhgorod.registry.rules import RuleViolation
from planbook.language import Case, Gender, person_gender, polite_name

# Which forms a person may write by hand: the field of a template, the case.
FORM_NAMES = ("name_dative", "name_genitive", "short_dative", "post_dative", "greeting")
COLLEAGUES = "Уважаемые коллеги"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom one paper is for.

    Attributes:
        forms: words written by hand instead of the machine's: «name_dative», «name_genitive»,
            «short_dative» (with initials), «post_dative», «greeting».
        person_id: the record of the person, so that its data can be found and erased.
    """

    name: str = ""
    post: str = ""
    organization: str = ""
    merit: str = ""
    email: str = ""
    party_id: int | None = None
    person_id: int | None = None
    forms: Mapping[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """Whom the paper is for, in one line of a journal."""
        return ", ".join(filter(None, (self.name, self.post, self.organization)))

    def as_data(self) -> dict[str, Any]:
        """Return JSON values that `from_data` understands."""
        return {**asdict(self), "forms": dict(self.forms)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Addressee:
        """Return an addressee from JSON values; unknown keys are left out."""
        known = {one.name for one in fields(cls)}
        return cls(**{key: value for key, value in data.items() if key in known})


def ensure_sound(addressee: Addressee) -> None:
    """Refuse words that are too long or hold signs that no database keeps.

    Raises:
        RuleViolation: with the field.
    """
    limits = {"name": MAX_NAME, "post": MAX_POST, "organization": MAX_NAME, "merit": MAX_POST}
    texts = {name: str(getattr(addressee, name)) for name in limits}
    texts |= {name: str(text) for name, text in addressee.forms.items()}
    for name, text in texts.items():
        limit = limits.get(name, MAX_POST)
        if len(text) > limit:
            message = f"Слишком длинно: больше {limit} знаков. Сократите."
            raise RuleViolation("paper.too_long", message, name)
        if "\0" in text:
            message = "В тексте есть недопустимый знак. Введите его заново."
            raise RuleViolation("paper.bad_sign", message, name)


def salutation(addressee: Addressee) -> str:
    """Return how a letter begins, without the sign at the end.

    >>> salutation(Addressee(name="Чуковский Корней Иванович"))
    'Уважаемый Корней Иванович'
    >>> salutation(Addressee(organization="Администрация города Вологды"))
    'Уважаемые коллеги'
    """
    if told := addressee.forms.get("greeting", ""):
        return told
    polite = polite_name(addressee.name)
    if not polite:
        return COLLEAGUES
    is_woman = person_gender(addressee.name) is Gender.FEMININE
    return f"{'Уважаемая' if is_woman else 'Уважаемый'} {polite}"


@dataclass(frozen=True, slots=True)
class Overrides:
    """Forms written by hand, by case: of the name, of the name with initials, of the post."""

    name: Mapping[Case, str]
    short: Mapping[Case, str]
    post: Mapping[Case, str]


def overrides_of(addressee: Addressee) -> Overrides:
    """Return the forms written by hand for the name and for the post."""
    forms = addressee.forms

    def told(**cases: Case) -> dict[Case, str]:
        return {case: forms[name] for name, case in cases.items() if forms.get(name)}

    return Overrides(
        name=told(name_dative=Case.DATIVE, name_genitive=Case.GENITIVE),
        short=told(short_dative=Case.DATIVE),
        post=told(post_dative=Case.DATIVE),
    )
