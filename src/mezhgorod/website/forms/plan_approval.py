"""Forms of approval, of typed changes and of remarks: what was typed, never lost on a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile

from mezhgorod.planning.actions.approval.versions import Approval, SignedFile
from mezhgorod.planning.actions.history import Grounds
from mezhgorod.planning.models import Plan
from mezhgorod.planning.rules import AttendanceMode, ChangeKind
from mezhgorod.planning.rules.signed import SIGNED_ENDINGS
from mezhgorod.planning.rules.workflow import MAX_LINE, MAX_NUMBER, MAX_WORDS
from mezhgorod.registry.models import Body
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.forms.days import DayField

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_ACCEPTED = ",".join(f".{one}" for one in sorted(SIGNED_ENDINGS))


class PlainForm(forms.Form):
    """A form whose refusals come from actions: they stand beside the field they are about."""

    use_required_attribute = False

    def refuse(self, refusal: RuleViolation) -> None:
        """Add what an action refused."""
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, refusal.message)


def _area(label: str, *, help_text: str = "", rows: int = 3, limit: int = MAX_WORDS) -> Any:
    widget = forms.Textarea(attrs={"rows": rows, "maxlength": limit})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=widget)


class StepForm(PlainForm):
    """The answer of a step: agreed, or returned with a remark."""

    remark = _area("Замечание", help_text="Нужно, если вы возвращаете план.")


class ApprovalForm(PlainForm):
    """Who approved, when, by which document, what is printed above the plan, the signed file."""

    body = forms.ModelChoiceField(
        label="Орган", queryset=Body.objects.none(), required=False, empty_label="Другой"
    )
    body_text = forms.CharField(
        label="Кем утверждён, как напечатать",
        required=False,
        help_text="Например: решением Правления Союза.",
        widget=forms.TextInput(attrs={"maxlength": MAX_LINE}),
    )
    approved_on = DayField(label="Дата утверждения", required=False, widget=_DAY)
    number = forms.CharField(
        label="Номер документа",
        required=False,
        widget=forms.TextInput(attrs={"maxlength": MAX_NUMBER}),
    )
    lines = _area(
        "Гриф над планом, построчно",
        help_text="Оставьте пустым, и гриф составится из того, что указано выше.",
        rows=4,
    )
    signed = forms.FileField(
        label="Подписанный документ",
        required=False,
        help_text="Скан или файл с подписью. Хранится вместе с редакцией, видят его сотрудники.",
        widget=forms.ClearableFileInput(attrs={"accept": _ACCEPTED}),
    )

    def __init__(self, data: Any = None, files: Any = None, *, plan: Plan, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        bodies = Body.objects.filter(owner=plan.owner_id).order_by("kind", "name")
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        if not bodies.exists():
            del self.fields["body"]

    @property
    def approval(self) -> Approval:
        """What was typed, for the action that checks it."""
        data = self.cleaned_data
        file: UploadedFile[bytes] | None = data.get("signed")
        return Approval(
            body=data.get("body"),
            body_text=data.get("body_text", ""),
            approved_on=data.get("approved_on"),
            number=data.get("number", ""),
            lines=tuple(data.get("lines", "").splitlines()),
            signed=SignedFile(file.file, file.name or "") if file and file.file else None,
        )


class RemarkForm(PlainForm):
    """A remark to a row, or to the plan as a whole."""

    item = forms.ChoiceField(label="К чему", required=False)
    text = _area("Замечание")

    def __init__(self, data: Any = None, *, rows: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["item"].choices = [("", "План в целом"), *rows]  # type: ignore[attr-defined]


class GroundsForm(PlainForm):
    """Why a row changes; `step` makes a form sent twice one step."""

    step = forms.UUIDField(required=False, widget=forms.HiddenInput)
    reason = _area("Причина", help_text="Её увидят все, кто следит за планом.", rows=2)
    basis = _area("Основание", help_text="Письмо, решение, поручение: дата и номер.", rows=2)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        initial = {"step": uuid4(), **kwargs.pop("initial", {})}
        super().__init__(data, initial=initial, **kwargs)

    @property
    def grounds(self) -> Grounds:
        """Reason and basis as typed."""
        step: UUID | None = self.cleaned_data.get("step")
        data: Mapping[str, str] = self.cleaned_data
        return Grounds(data.get("reason", ""), data.get("basis", ""), step)


class TimingForm(GroundsForm):
    """Postponed, or given a date."""

    wording = forms.CharField(
        label="Новый срок",
        required=False,
        help_text="Как в плане: «29 мая», «июнь», «III квартал».",
        widget=forms.TextInput(attrs={"maxlength": 2000, "autocomplete": "off"}),
    )
    keeps_former = forms.BooleanField(
        label="Напечатать рядом прежний срок: «29 мая (перенесено с 15 мая)»", required=False
    )
    field_order = ("wording", "keeps_former", "reason", "basis", "step")


class DateForm(GroundsForm):
    """A row gets its date."""

    wording = forms.CharField(
        label="Дата",
        required=False,
        help_text="Как в плане: «29 мая», «20-21 апреля».",
        widget=forms.TextInput(attrs={"maxlength": 2000, "autocomplete": "off"}),
    )
    field_order = ("wording", "reason", "basis", "step")


class HostForm(GroundsForm):
    """Another city or venue."""

    wording = forms.CharField(
        label="Новое место",
        required=False,
        help_text="Как в столбце «Место»: «г. Вологда».",
        widget=forms.TextInput(attrs={"maxlength": 2000, "autocomplete": "off"}),
    )
    field_order = ("wording", "reason", "basis", "step")


class FormatForm(GroundsForm):
    """In person, online or both."""

    mode = forms.ChoiceField(
        label="Новый формат",
        choices=[
            (one.value, one.label.capitalize())
            for one in AttendanceMode
            if one != AttendanceMode.UNKNOWN
        ],
    )
    field_order = ("mode", "reason", "basis", "step")


class CellsForm(GroundsForm):
    """The words of a row, one field per column; `count` rows of them for a split."""

    def __init__(
        self,
        data: Any = None,
        *,
        cells: list[tuple[str, str, str]],
        count: int = 1,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self._roles = [role for role, _, _ in cells]
        self.count = count
        own = {}
        for part in range(count):
            for place, (_, label, text) in enumerate(cells):
                prefix = f"Строка {part + 1}. " if count > 1 else ""
                field = forms.CharField(
                    label=f"{prefix}{label}",
                    required=False,
                    strip=False,
                    initial=text if part == 0 else "",
                    widget=forms.Textarea(attrs={"rows": 2 if len(text) < 90 else 4}),
                )
                own[f"cell-{part}-{place}"] = field
        self.fields = own | self.fields

    @property
    def parts(self) -> list[list[tuple[str, str]]]:
        """The words of every row by the roles of its cells; rows left empty are dropped."""
        parts = [
            [
                (role, self.cleaned_data.get(f"cell-{part}-{place}", ""))
                for place, role in enumerate(self._roles)
            ]
            for part in range(self.count)
        ]
        return [part for part in parts if any(text.strip() for _, text in part)]

    def refuse(self, refusal: RuleViolation) -> None:
        """Add what an action refused; it names a cell by its role."""
        if refusal.field in self._roles:
            self.add_error(f"cell-0-{self._roles.index(refusal.field)}", refusal.message)
        else:
            super().refuse(refusal)


# By the kind of change: what its form asks.
CHANGE_FORMS: dict[ChangeKind, type[GroundsForm]] = {
    ChangeKind.POSTPONE: TimingForm,
    ChangeKind.FIX_DATE: DateForm,
    ChangeKind.CANCEL: GroundsForm,
    ChangeKind.HOST: HostForm,
    ChangeKind.FORMAT: FormatForm,
    ChangeKind.REPLACE: CellsForm,
    ChangeKind.REMOVE: GroundsForm,
    ChangeKind.SPLIT: CellsForm,
    ChangeKind.MERGE: CellsForm,
}
