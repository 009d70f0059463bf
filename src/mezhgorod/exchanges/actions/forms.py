"""Forms of exchanges: drafted, put in use, made anew from the last one or from another exchange."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from mezhgorod.exchanges.actions.indicators import settle_versions
from mezhgorod.exchanges.actions.keeping import ExchangeDraft, create_exchange
from mezhgorod.exchanges.models import Exchange, FormVersion
from mezhgorod.exchanges.queries.forms import form_of
from mezhgorod.exchanges.queries.subjects import exchange_subject
from mezhgorod.exchanges.rules import KEEP_EXCHANGES, FormState
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, RuleViolation, ensure_may, may
from planbook.indicators import (
    FormError,
    FormLine,
    FormSection,
    Indicator,
    IndicatorForm,
    form_from_dict,
    form_to_dict,
    formula_findings,
)
from planbook.indicators.starters import StarterExchange

_CHANGED_MEANWHILE = (
    "Пока вы правили форму, её сохранил другой сотрудник. Ваши правки здесь целы: сохраните ещё "
    "раз, чтобы заменить сохранённое, или откройте форму заново, чтобы увидеть чужие."
)


@transaction.atomic
def begin_form(
    *, exchange: Exchange, form: IndicatorForm | None = None, actor: Actor, now: datetime
) -> FormVersion:
    """Begin the next version of a form: of the given content, else of the last version in use.

    A draft that is there already is returned as it is, or gets the given content.

    Raises:
        RuleViolation: no right, or the content is no form.
    """
    ensure_may(actor, KEEP_EXCHANGES, exchange_subject(exchange))
    Exchange.objects.select_for_update(of=("self",)).get(pk=exchange.pk)
    versions = list(exchange.forms.order_by("-number"))
    draft = next((one for one in versions if one.state == FormState.DRAFT), None)
    if draft is not None:
        if form is None:
            return draft
        return save_form_draft(version=draft, form=form, seen=draft.revision, actor=actor, now=now)
    number = versions[0].number + 1 if versions else 1
    content = form or (form_of(versions[0]) if versions else IndicatorForm(exchange.title, ()))
    made = FormVersion.objects.create(
        exchange=exchange, number=number, content=_content(content, number), created_at=now
    )
    summary = f"Начата версия {number} формы обмена «{exchange.title}»."
    _tell(made, Done("form.begin", summary, exchange.owner_id), actor, now)
    return made


@transaction.atomic
def save_form_draft(
    *, version: FormVersion, form: IndicatorForm, seen: int, actor: Actor, now: datetime
) -> FormVersion:
    """Save what a form asks while it is being composed; formulas may still be wrong.

    Args:
        seen: the revision that whoever changed the form had before them.

    Raises:
        RuleViolation: no right, the form is in use, somebody has saved it meanwhile, or the
            content is no form.
    """
    exchange = version.exchange
    ensure_may(actor, KEEP_EXCHANGES, exchange_subject(exchange))
    kept = _locked(version)
    _ensure_unchanged(kept, seen)
    content = _content(form, kept.number)
    if content == kept.content:
        return kept
    kept.content = content
    kept.revision += 1
    kept.save(update_fields=["content", "revision"])
    summary = f"Изменена форма обмена «{exchange.title}», версия {kept.number}."
    _tell(kept, Done("form.save", summary, exchange.owner_id), actor, now)
    return kept


@transaction.atomic
def put_form_in_use(*, version: FormVersion, seen: int, actor: Actor, now: datetime) -> FormVersion:
    """Freeze a form and give every indicator its version: rounds may be held with it.

    Raises:
        RuleViolation: no right, the form is in use or was saved meanwhile, it asks nothing, or a
            formula or check cannot be used.
    """
    exchange = version.exchange
    ensure_may(actor, KEEP_EXCHANGES, exchange_subject(exchange))
    kept = _locked(version)
    _ensure_unchanged(kept, seen)
    form = form_of(kept)
    _ensure_usable(form)
    settled = settle_versions(
        owner=exchange.owner,
        indicators=[line.indicator for line in form.lines],
        renewed=_recomputed(form, _last_used(kept)),
        now=now,
    )
    kept.content = _content(_with_versions(form, settled), kept.number)
    kept.state = FormState.IN_USE
    kept.revision += 1
    kept.save(update_fields=["content", "state", "revision"])
    summary = f"Форма обмена «{exchange.title}», версия {kept.number}, введена в работу."
    _tell(kept, Done("form.use", summary, exchange.owner_id, after=kept.content), actor, now)
    return kept


@transaction.atomic
def discard_form_draft(*, version: FormVersion, actor: Actor, now: datetime) -> None:
    """Throw the draft of a form away; the journal keeps what it asked.

    Raises:
        RuleViolation: no right, or the form is in use.
    """
    exchange = version.exchange
    ensure_may(actor, KEEP_EXCHANGES, exchange_subject(exchange))
    kept = _locked(version)
    summary = f"Черновик формы обмена «{exchange.title}», версия {kept.number}, удалён."
    done = Done("form.discard", summary, exchange.owner_id, before=kept.content)
    _tell(kept, done, actor, now)
    kept.delete()


def copy_form(
    *, source: FormVersion, exchange: Exchange, actor: Actor, now: datetime
) -> FormVersion:
    """Begin a form of an exchange as a copy of another exchange's.

    Raises:
        RuleViolation: no right on either of them, or the source cannot be read.
    """
    if not may(actor, KEEP_EXCHANGES, exchange_subject(source.exchange)):
        message = "Эту форму скопировать нельзя: обмен ведёт другая секция или объединение."
        raise RuleViolation("form.foreign", message, "source")
    form = replace(form_of(source), title=exchange.title)
    return begin_form(exchange=exchange, form=form, actor=actor, now=now)


@transaction.atomic
def create_from_starter(
    *,
    owner: Organization,
    starter: StarterExchange,
    draft: ExchangeDraft | None = None,
    actor: Actor,
    now: datetime,
) -> Exchange:
    """Begin an exchange with a ready form as its draft.

    Raises:
        RuleViolation: no right, or the topic is taken.
    """
    words = draft or ExchangeDraft(
        title=starter.title,
        purpose=starter.purpose,
        periodicity=starter.periodicity,
        starter_code=starter.code,
    )
    exchange = create_exchange(
        owner=owner, draft=replace(words, starter_code=starter.code), actor=actor, now=now
    )
    begin_form(exchange=exchange, form=starter.form, actor=actor, now=now)
    return exchange


def _content(form: IndicatorForm, number: int) -> dict[str, object]:
    content = form_to_dict(replace(form, version=number))
    try:
        form_from_dict(content)
    except FormError as wrong:
        raise RuleViolation("form.wrong", wrong.message, wrong.path) from wrong
    return content


def _locked(version: FormVersion) -> FormVersion:
    kept = (
        FormVersion.objects.select_for_update(of=("self",))
        .select_related("exchange__owner")
        .filter(pk=version.pk)
        .first()
    )
    if kept is None:
        raise RuleViolation("form.gone", "Этого черновика уже нет. Обновите страницу.")
    if kept.state != FormState.DRAFT:
        message = "Эта версия формы уже в работе и не меняется. Начните новую версию."
        raise RuleViolation("form.in_use", message)
    return kept


def _ensure_unchanged(version: FormVersion, seen: int) -> None:
    if version.revision != seen:
        raise RuleViolation("form.changed_meanwhile", _CHANGED_MEANWHILE)


def _ensure_usable(form: IndicatorForm) -> None:
    if not form.lines and not form.questions:
        message = "В форме нет ни одного показателя и ни одного вопроса. Добавьте хотя бы один."
        raise RuleViolation("form.empty", message)
    empty = next((section for section in form.sections if not section.lines), None)
    if empty is not None:
        message = f"Раздел «{empty.heading or empty.code}» пуст. Добавьте строки или уберите его."
        raise RuleViolation("form.empty_section", message)
    findings = formula_findings(form)
    if findings:
        raise RuleViolation("form.formula", findings[0].message)


def _last_used(version: FormVersion) -> IndicatorForm | None:
    last = (
        FormVersion.objects.filter(exchange=version.exchange_id, state=FormState.IN_USE)
        .order_by("-number")
        .first()
    )
    return form_of(last) if last else None


def _recomputed(form: IndicatorForm, last: IndicatorForm | None) -> frozenset[str]:
    """Codes of rows that were computed in another way, or typed, in the version before."""
    if last is None:
        return frozenset()
    before = {line.indicator.code: "".join(line.formula.split()) for line in last.lines}
    return frozenset(
        line.indicator.code
        for line in form.lines
        if before.get(line.indicator.code, "".join(line.formula.split()))
        != "".join(line.formula.split())
    )


def _with_versions(form: IndicatorForm, settled: dict[str, Indicator]) -> IndicatorForm:
    def line(one: FormLine) -> FormLine:
        return replace(one, indicator=settled[one.indicator.code])

    def section(one: FormSection) -> FormSection:
        return replace(one, lines=tuple(line(own) for own in one.lines))

    return replace(form, sections=tuple(section(one) for one in form.sections))


def _tell(version: FormVersion, done: Done, actor: Actor, now: datetime) -> None:
    write_audit(subject=version, done=done, actor=actor, now=now)
