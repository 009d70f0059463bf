"""Forms of written reports: what was typed, never lost on a refusal."""

from __future__ import annotations

from typing import Any

from django import forms

from mezhgorod.exchanges.models import Exchange
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.planning.rules.workflow import MAX_NUMBER, MAX_WORDS
from mezhgorod.registry.models import Body, Organization
from mezhgorod.registry.rules import Actor, RuleViolation, number_of, owners_of
from mezhgorod.reporting.actions.writing import BlockWords, NewReport, ReportApproval
from mezhgorod.reporting.actions.writing.starting import MAX_HEAD, MAX_SALUTATION, MAX_TITLE
from mezhgorod.reporting.models import AnnualReport, Report, ReportBlock
from mezhgorod.reporting.queries.choosing import events_to_choose
from mezhgorod.reporting.rules import BlockKind, ReportKind
from mezhgorod.reporting.rules.block_words import MAX_CHOSEN, MAX_HEADING, MAX_TEMPLATE
from mezhgorod.reporting.rules.rights import COMPOSE_REPORT
from mezhgorod.website.forms.days import DayField
from planbook.narrative import phrases

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_TITLE, _FIND = 140, 100
# These parts say nothing of several events.
_OF_ONE = frozenset({BlockKind.EVENT, BlockKind.HEADING})
_READ, _EARLIER = "read", "earlier"


class PlainForm(forms.Form):
    """A form whose refusals come from actions: they stand beside the field they are about."""

    use_required_attribute = False

    def refuse(self, refusal: RuleViolation) -> None:
        """Add what an action refused."""
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, refusal.message)


def _line(label: str, limit: int, *, help_text: str = "") -> forms.CharField:
    widget = forms.TextInput(attrs={"maxlength": limit})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=widget)


def _area(label: str, limit: int, *, rows: int = 3, help_text: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "maxlength": limit})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=widget)


class NewReportForm(PlainForm):
    """For whom a report is begun, for what period, from what."""

    owner = forms.ModelChoiceField(
        label="Чей отчёт", queryset=Organization.objects.none(), empty_label=None
    )
    title = _line("Название", MAX_TITLE, help_text="Например: Отчётный доклад о работе в 2026 году")
    period = _line("Период", 40, help_text="2026 год, II полугодие 2026 года, май 2026 года")
    kind = forms.ChoiceField(label="Вид", choices=ReportKind.choices)
    source = forms.ChoiceField(label="С чего начать", required=False)
    salutation = _line("Обращение", MAX_SALUTATION)

    def __init__(self, data: Any = None, *, actor: Actor) -> None:
        super().__init__(data)
        owners = Organization.objects.filter(plans__isnull=False) | Organization.objects.filter(
            held_events__isnull=False
        )
        if not actor.is_administrator:
            owners = Organization.objects.filter(pk__in=owners_of(actor, COMPOSE_REPORT))
        keys = list(owners.distinct().values_list("pk", flat=True))
        field: Any = self.fields["owner"]
        field.queryset = Organization.objects.filter(pk__in=keys).order_by("name")
        sources: Any = self.fields["source"]
        sources.choices = [("", "С готового набора частей"), *_sources(keys)]

    @property
    def new_report(self) -> NewReport:
        """What the action begins."""
        kept = self.cleaned_data
        kind, _, number = kept["source"].partition(":")
        return NewReport(
            owner=kept["owner"],
            title=kept["title"],
            period=kept["period"],
            kind=ReportKind(kept["kind"]),
            salutation=kept["salutation"],
            earlier=Report.objects.filter(pk=number).first() if kind == _EARLIER else None,
            modelled_on=AnnualReport.objects.filter(pk=number).first() if kind == _READ else None,
        )


class BlockForm(PlainForm):
    """One part of a report."""

    kind = forms.ChoiceField(label="Что это", choices=BlockKind.choices)
    heading = _line("Заголовок", MAX_HEADING)
    held_event = forms.ModelChoiceField(
        label="Мероприятие", queryset=HeldEvent.objects.none(), required=False, empty_label="—"
    )
    exchange = forms.ModelChoiceField(
        label="Один информационный обмен",
        queryset=Exchange.objects.none(),
        required=False,
        empty_label="все обмены периода",
    )
    phrase = forms.ChoiceField(label="Готовый шаблон, если текст пуст", required=False)
    events = forms.TypedMultipleChoiceField(
        label="Только эти мероприятия",
        help_text="Ничего не отмечено — все мероприятия периода.",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    find = _line("Найти мероприятие", _FIND, help_text="По слову названия, в любом году.")
    template = _area(
        "Текст с полями",
        MAX_TEMPLATE,
        rows=8,
        help_text="Ваши слова и поля в фигурных скобках. Пустой текст берёт готовый шаблон.",
    )
    is_hidden = forms.BooleanField(label="Не печатать эту часть", required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        report: Report,
        block: ReportBlock | None = None,
        template: str = "",
    ) -> None:
        initial = (
            {
                "kind": block.kind,
                "heading": block.heading,
                "held_event": block.held_event_id,
                "exchange": block.exchange_id,
                "template": block.template or template,
                "phrase": block.options.get("phrase", ""),
                "is_hidden": block.is_hidden,
            }
            if block
            else {"kind": BlockKind.TEXT}
        )
        super().__init__(data, initial=initial)
        held: Any = self.fields["held_event"]
        held.queryset = HeldEvent.objects.filter(owner=report.owner_id).order_by("-earliest", "id")
        exchange: Any = self.fields["exchange"]
        exchange.queryset = Exchange.objects.filter(owner=report.owner_id).order_by("title")
        phrase: Any = self.fields["phrase"]
        phrase.choices = [("", "по виду части"), *((one.key, one.title) for one in phrases())]
        self.options = dict(block.options) if block else {}
        self._offer_events(report)

    def _offer_events(self, report: Report) -> None:
        """Offer the events of the period, those that are ticked and those that are looked for."""
        chosen = [one for one in self.options.get("events", []) if isinstance(one, int)]
        data: Any = self.data
        ticked = data.getlist("events") if self.is_bound else chosen
        numbers = [number_of(str(one)) for one in ticked[:MAX_CHOSEN]]
        words = data.get("find", "")[:_FIND] if self.is_bound else ""
        events: Any = self.fields["events"]
        events.choices = [
            (pk, f"{when or 'дата не известна'} — {title[:_TITLE]}")
            for pk, when, title in events_to_choose(report=report, chosen=numbers, words=words)
        ]
        events.initial = chosen

    @property
    def chosen_count(self) -> int:
        """How many events are ticked."""
        return len(self["events"].value() or ())

    @property
    def words(self) -> BlockWords:
        """What the action keeps."""
        kept = self.cleaned_data
        options = {
            name: value for name, value in self.options.items() if name not in {"phrase", "events"}
        }
        if kept["phrase"]:
            options["phrase"] = kept["phrase"]
        # Those chosen before keep their order.
        before = [one for one in self.options.get("events", ()) if one in kept["events"]]
        events = list(dict.fromkeys((*before, *kept["events"])))
        if events and kept["kind"] not in _OF_ONE:
            options["events"] = events
        return BlockWords(
            kind=BlockKind(kept["kind"]),
            heading=kept["heading"],
            template=kept["template"],
            held_event=kept["held_event"],
            exchange=kept["exchange"],
            options=options,
            is_hidden=kept["is_hidden"],
        )


class HeadForm(PlainForm):
    """The title, the lines above the text, the salutation."""

    title = _line("Название в списках", MAX_TITLE)
    head = _area(
        "Заголовок над текстом, построчно", MAX_HEAD, help_text="Пусто — печатается название."
    )
    salutation = _line("Обращение", MAX_SALUTATION)

    def __init__(self, data: Any = None, *, report: Report) -> None:
        names = ("title", "head", "salutation")
        super().__init__(data, initial={name: getattr(report, name) for name in names})


class ReportApprovalForm(PlainForm):
    """Which body has approved, when, by which decision."""

    body = forms.ModelChoiceField(
        label="Орган", queryset=Body.objects.none(), required=False, empty_label="не указан"
    )
    decided_on = DayField(label="Дата решения", required=False, widget=_DAY)
    number = _line("Номер решения", MAX_NUMBER)
    text = _area("Текст решения", MAX_WORDS)
    is_without_body = forms.BooleanField(
        label="Утверждается без решения органа",
        required=False,
        help_text="На странице отчёта будет сказано, что решения органа нет.",
    )

    def __init__(self, data: Any = None, *, report: Report) -> None:
        super().__init__(data)
        field: Any = self.fields["body"]
        field.queryset = Body.objects.filter(owner=report.owner_id).order_by("kind", "name")

    @property
    def approval(self) -> ReportApproval:
        """What the action keeps."""
        return ReportApproval(**self.cleaned_data)


def _sources(owners: list[int]) -> list[tuple[str, str]]:
    earlier = Report.objects.filter(owner__in=owners).values_list("pk", "title")
    read = AnnualReport.objects.filter(owner__in=owners).values_list("pk", "title", "period_edtf")
    return [
        *((f"{_EARLIER}:{pk}", f"С частей отчёта «{title}»") for pk, title in earlier),
        *(
            (f"{_READ}:{pk}", f"По образцу доклада «{title}», {period}")
            for pk, title, period in read
        ),
    ]
