"""The history of an answer: who, when, by what, which cells were what before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mezhgorod.exchanges.models import Response, ResponseStep
from mezhgorod.exchanges.queries.forms import form_of
from mezhgorod.exchanges.rules import ResponseState, StepKind
from planbook.indicators import IndicatorForm, Question, cell_from_data, cell_text

_NOTHING = "пусто"


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One change in words: what, was, became."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ToldStep:
    """One step in words; `state` is empty where it stayed."""

    step: ResponseStep
    at: datetime
    by: str
    how: str
    state: str
    changes: tuple[ToldChange, ...]


def author_name(step: ResponseStep) -> str:
    """Return who made a step, by account or by which link; both must be loaded."""
    if step.by is not None:
        return step.by.get_full_name() or step.by.get_username()
    if step.link is not None:
        return f"по личной ссылке «{step.link.label}»" if step.link.label else "по личной ссылке"
    return "программа"


def told_steps(response: Response, steps: Iterable[ResponseStep]) -> list[ToldStep]:
    """Return steps in words, in their order."""
    form = form_of(response.round.form)
    return [_told(form, response, step) for step in steps]


def open_requests(response: Response) -> list[ResponseStep]:
    """Return requests to correct a closed answer that nobody has granted or declined yet."""
    settled = (
        response.steps.filter(kind=StepKind.CORRECTION).order_by("-id").values_list("id", flat=True)
    )
    last = settled.first() or 0
    requests = response.steps.filter(kind=StepKind.REQUEST, id__gt=last)
    return list(requests.select_related("by", "link").order_by("id"))


def _told(form: IndicatorForm, response: Response, step: ResponseStep) -> ToldStep:
    moved = step.state_before != step.state_after
    return ToldStep(
        step=step,
        at=step.at,
        by=author_name(step),
        how=StepKind(step.kind).label,
        state=str(ResponseState(step.state_after).label) if moved else "",
        changes=tuple(_change(form, response, one) for one in step.changes),
    )


def _change(form: IndicatorForm, response: Response, change: dict[str, Any]) -> ToldChange:
    if "question" in change:
        name = _question(form.questions, change["question"])
        return ToldChange(name, change["before"] or _NOTHING, change["after"] or _NOTHING)
    if "section" in change:
        named = {section.code: section.heading for section in form.sections}
        words = [", ".join(change[key]) or _NOTHING for key in ("before", "after")]
        return ToldChange(named.get(change["section"], change["section"]), *words)
    if "file" in change:
        return ToldChange("Приложение", change["before"] or _NOTHING, change["after"] or _NOTHING)
    code, copy = change["code"], change["copy"]
    words = [_cell(form, code, change[key]) for key in ("before", "after")]
    if words[0] == words[1]:
        words[1] = f"{words[1]}, подтверждено"
    return ToldChange(_place(form, response, code, copy), *words)


def _question(questions: Iterable[Question], code: str) -> str:
    return next((one.text for one in questions if one.code == code), code)


def _place(form: IndicatorForm, response: Response, code: str, copy: int) -> str:
    for section in form.sections:
        for line in section.lines:
            if line.indicator.code == code:
                names = response.copies.get(section.code, ()) if section.is_repeated else ()
                return (
                    f"{line.indicator.name}, {names[copy]}"
                    if copy < len(names)
                    else (line.indicator.name)
                )
    return code


def _cell(form: IndicatorForm, code: str, data: Any) -> str:
    if data is None:
        return _NOTHING
    value, line = cell_from_data(data), form.line(code)
    if value is None:
        return _NOTHING
    words = cell_text(value, line.indicator) if line else value.told or str(value.number)
    return f"{words} ({value.comment})" if value.comment else words
