"""Findings of the grammar: stable codes and what they tell the person who reviews the plan."""

from __future__ import annotations

from planbook.findings import Finding, Severity

_REMARKS: dict[str, tuple[Severity, str]] = {
    "unparsed": (
        Severity.WARNING,
        "Срок не распознан, текст сохранён: укажите дату или оставьте как есть.",
    ),
    "residue": (
        Severity.WARNING,
        "Дата прочитана, но часть слов рядом с ней не понята: проверьте, что она не меняет срок.",
    ),
    "empty": (Severity.INFO, "Срок не указан: уточните его у автора плана."),
    "out_of_period": (
        Severity.WARNING,
        "Срок выходит за пределы периода плана: проверьте дату и год.",
    ),
    "weekday_mismatch": (
        Severity.WARNING,
        "День недели не соответствует дате: уточните, что из них верно.",
    ),
    "end_before_start": (
        Severity.ERROR,
        "Конец срока раньше его начала: уточните обе даты.",
    ),
    "no_such_day": (Severity.ERROR, "Такого дня нет в календаре: уточните дату."),
    "long_range": (
        Severity.WARNING,
        "Дней в сроке: {days}. Числа соседние, а месяцы разные; возможно, имелось в виду "
        "{meant}: уточните.",
    ),
    "spacing": (Severity.INFO, "Число и слово написаны слитно: добавьте пробел."),
    "misspelt": (Severity.INFO, "Слово написано с опечаткой и прочитано по смыслу: проверьте."),
    "year_unknown": (Severity.INFO, "Год не назван: укажите период плана."),
    "year_ambiguous": (
        Severity.WARNING,
        "Период плана допускает несколько лет для этой даты: укажите год.",
    ),
    "unit_limit": (
        Severity.INFO,
        "Не сказано, входит ли названный срок в предел: принят его последний день.",
    ),
}


def remark(code: str, evidence: str, **details: object) -> Finding:
    """Return the finding `timing.<code>` about the words in `evidence`; details fill its text."""
    severity, message = _REMARKS[code]
    told = message.format(**details) if details else message
    return Finding(f"timing.{code}", told, severity, evidence=evidence)
