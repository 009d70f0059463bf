"""Forms about people: an account, a role, its days, a list of contacts, the journal's filter."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.apps import apps
from django.utils.timezone import get_current_timezone

from mezhgorod.registry.actions.contacts import ContactList
from mezhgorod.registry.actions.grants import RoleTerms
from mezhgorod.registry.actions.organizations import organization_index
from mezhgorod.registry.actions.people import AccountDraft
from mezhgorod.registry.models import Body, Organization, User
from mezhgorod.registry.queries.people import JournalFilter
from mezhgorod.registry.rules import OrganizationKind, Role
from mezhgorod.registry.rules.people import MAX_LOGIN, USUAL_BASIS, USUAL_PURPOSE
from mezhgorod.website.forms.days import DayField

MAX_LIST = 1_000_000
_NO_NULL = {"null_characters_not_allowed": "Уберите из поля служебные знаки."}
_DAY_ERRORS = {"invalid": "Укажите день, например 01.09.2026."}


def _text(label: str, *, limit: int, is_needed: bool = True, **options: Any) -> forms.CharField:
    errors = {
        "required": "Заполните это поле.",
        "max_length": f"Слишком длинно: сократите до {limit} знаков.",
    }
    return forms.CharField(
        label=label,
        max_length=limit,
        required=is_needed,
        error_messages=errors | _NO_NULL,
        **options,
    )


def _day(label: str, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return DayField(
        label=label, required=False, widget=widget, error_messages=_DAY_ERRORS, **options
    )


class DaysForm(forms.Form):
    """From which day to which a role is valid."""

    since_on = _day("С какого дня", help_text="Пусто — уже действует.")
    until_on = _day("По какой день", help_text="Пусто — без срока. Для замены на отпуск — оба дня.")


class RoleForm(DaysForm):
    """A role in an association: which, for which committee, for which city or department."""

    role = forms.ChoiceField(
        label="Роль",
        choices=Role.choices,
        error_messages={"invalid_choice": "Выберите роль из списка."},
    )
    body = forms.ModelChoiceField(
        label="Орган или секция",
        queryset=Body.objects.none(),
        required=False,
        empty_label="не указан",
        help_text="Координатору секции — его секция.",
        error_messages={"invalid_choice": "Выберите орган из списка."},
    )
    party = _text(
        "За какой город или департамент",
        limit=300,
        is_needed=False,
        help_text="Контактному лицу города и сотруднику департамента. Начните писать название.",
        widget=forms.TextInput(attrs={"list": "parties"}),
    )
    field_order: tuple[str, ...] = ("role", "body", "party", "since_on", "until_on")

    def __init__(self, *args: Any, owner: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.fields["body"].queryset = owner.bodies.all()  # type: ignore[attr-defined]

    def clean_party(self) -> Organization | None:
        name = " ".join(self.cleaned_data["party"].split())
        if not name:
            return None
        of_city = Organization.objects.filter(
            kind=OrganizationKind.MUNICIPALITY, territory__name=name
        )
        found = organization_index().find(name) or of_city.first()
        if found is None:
            message = f"Организации «{name[:100]}» нет в справочнике. Выберите из подсказок."
            raise forms.ValidationError(message)
        return found

    @property
    def terms(self) -> RoleTerms:
        """The role that was asked for; after `is_valid` only."""
        data = self.cleaned_data
        return RoleTerms(
            role=Role(data["role"]),
            owner=self.owner,
            body=data.get("body"),
            party=data.get("party"),
            since_on=data.get("since_on"),
            until_on=data.get("until_on"),
        )


class GiveRoleForm(RoleForm):
    """A role for somebody who has an account."""

    login = _text("Имя для входа", limit=MAX_LOGIN, help_text="Учётная запись уже должна быть.")
    field_order = ("login", *RoleForm.field_order)

    def clean_login(self) -> User:
        name = self.cleaned_data["login"].strip()
        user = User.objects.filter(username=name, is_active=True).first()
        if user is None:
            message = f"Учётной записи «{name}» нет. Проверьте имя или заведите нового человека."
            raise forms.ValidationError(message)
        return user


class AccountForm(RoleForm):
    """A new person: what is kept of them, why, and the first role."""

    full_name = _text("Фамилия, имя, отчество", limit=200)
    email = _text("Адрес электронной почты", limit=254)
    login = _text(
        "Имя для входа", limit=MAX_LOGIN, is_needed=False, help_text="Пусто — адрес почты."
    )
    purpose = _text("Зачем храним данные", limit=300, initial=USUAL_PURPOSE)
    basis = _text("На каком основании", limit=300, initial=USUAL_BASIS)
    consent_on = _day("Согласие получено", help_text="Если основание — согласие.")
    field_order = (
        "full_name", "email", "login", *RoleForm.field_order, "purpose", "basis", "consent_on",
    )  # fmt: skip

    @property
    def draft(self) -> AccountDraft:
        """The person that was typed; after `is_valid` only."""
        data = self.cleaned_data
        email = data["email"].strip()
        return AccountDraft(
            full_name=" ".join(data["full_name"].split()),
            email=email,
            login=data["login"].strip() or email,
            purpose=data["purpose"].strip(),
            basis=data["basis"].strip(),
            consent_on=data.get("consent_on"),
        )


class RenewForm(forms.Form):
    """Until which day a personal link lives, that day included."""

    until = DayField(error_messages=_DAY_ERRORS | {"required": "Укажите день."})

    @property
    def expires_at(self) -> datetime:
        return _midnight(self.cleaned_data["until"] + timedelta(days=1))


class ContactsForm(forms.Form):
    """A pasted list of contacts with purpose and ground of keeping them."""

    text = _text(
        "Список",
        limit=MAX_LIST,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Три столбца: имя, организация, адрес электронной почты. Вставьте их из Excel "
        "или Word либо строками через точку с запятой. Строку заголовков можно оставить.",
    )
    purpose = _text("Зачем храним данные", limit=300, initial=USUAL_PURPOSE)
    basis = _text("На каком основании", limit=300, initial=USUAL_BASIS)
    consent_on = _day("Согласие получено", help_text="Если основание — согласие.")

    @property
    def listed(self) -> ContactList:
        data = self.cleaned_data
        return ContactList(data["text"], data["purpose"], data["basis"], data.get("consent_on"))


class EraseForm(forms.Form):
    """Why somebody is erased; the box is the confirmation."""

    reason = _text("Почему", limit=300, is_needed=False)
    confirm = forms.BooleanField(
        error_messages={"required": "Отметьте, что данные нужно стереть навсегда."}
    )


class JournalForm(forms.Form):
    """Which entries of the journal are shown."""

    kind = forms.ChoiceField(label="С чем", required=False)
    person = forms.ChoiceField(label="Кто", required=False)
    since = _day("С")
    until = _day("По")

    def __init__(self, data: Any, *, kinds: list[str], people: list[User]) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [("", "Всё"), *((one, kind_words(one)) for one in kinds)]  # type: ignore[attr-defined]
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", "Все"),
            *((str(one.pk), person_words(one)) for one in people),
        ]

    @property
    def wanted(self) -> JournalFilter:
        """The filter; what cannot be understood filters nothing."""
        if not self.is_valid():
            return JournalFilter()
        data = self.cleaned_data
        since, until = data["since"], data["until"]
        return JournalFilter(
            kind=data["kind"],
            user_id=int(data["person"]) if data["person"] else None,
            since=_midnight(since) if since else None,
            until=_midnight(until + timedelta(days=1)) if until else None,
        )


def kind_words(label: str) -> str:
    """Return what people call a kind of object: «registry.rolegrant» → «роль человека»."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


def person_words(user: User) -> str:
    """Return the name of a person, the login name where there is none."""
    person = getattr(user, "person", None)
    return (person.full_name if person else "") or user.get_username()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=get_current_timezone())
