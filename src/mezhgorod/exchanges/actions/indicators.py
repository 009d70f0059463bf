"""Indicators kept: the version of each that a form uses, made or found; wording corrected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction

from mezhgorod.exchanges.models import IndicatorVersion
from mezhgorod.exchanges.rules import KEEP_INDICATORS
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import Actor, RuleViolation, Subject, ensure_may
from planbook.indicators import FormError, Indicator, indicator_from_dict, indicator_to_dict
from planbook.text import fold_yo

_KEPT = ("name", "content", "since_on", "until_on")
_NOT_LETTERS = re.compile(r"[\W_]+")


def is_same_meaning(one: Indicator, other: Indicator) -> bool:
    """Return whether values of both belong to one series.

    Unit, definition and the way copies become one value are the meaning. The name, the example,
    whom to ask, bounds and decimals only say how it is called, written and checked.
    """
    return _meaning(one) == _meaning(other)


@transaction.atomic
def settle_versions(
    *,
    owner: Organization,
    indicators: Iterable[Indicator],
    renewed: frozenset[str] = frozenset(),
    now: datetime,
) -> dict[str, Indicator]:
    """Return the indicators of a form with the versions they get, rows made or reused.

    The latest version of the same meaning is reused and takes the new wording; otherwise the next
    one begins a series of its own and the one before ends. Actions call it inside their own.

    Args:
        renewed: codes whose meaning has changed although their fields are the same: the formula
            of a computed row is another.
    """
    wanted = {one.code: one for one in indicators}
    Organization.objects.select_for_update(of=("self",)).get(pk=owner.pk)
    known = _versions(owner, wanted)
    settled: dict[str, Indicator] = {}
    made: list[IndicatorVersion] = []
    changed: list[IndicatorVersion] = []
    for code, indicator in wanted.items():
        versions = known.get(code, [])
        same = next((row for row in versions if _is_version_of(row, indicator)), None)
        if same is not None and code not in renewed:
            settled[code] = replace(indicator, version=same.number)
            if _reword(same, settled[code]):
                changed.append(same)
            continue
        settled[code] = replace(indicator, version=versions[0].number + 1 if versions else 1)
        made.append(_begun(owner, settled[code], now))
        if versions and versions[0].until_on is None:
            versions[0].until_on = now.date() - timedelta(days=1)
            changed.append(versions[0])
    IndicatorVersion.objects.bulk_update(changed, _KEPT)
    IndicatorVersion.objects.bulk_create(made)
    return settled


@transaction.atomic
def save_indicator(
    *, version: IndicatorVersion, indicator: Indicator, actor: Actor, now: datetime
) -> IndicatorVersion:
    """Correct the wording of an indicator: its name, example, office, bounds; never its meaning.

    Raises:
        RuleViolation: no right, another code, or another meaning: that is changed in a form.
    """
    ensure_may(actor, KEEP_INDICATORS, Subject(owner_id=version.owner_id))
    kept = IndicatorVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    stored = indicator_from_dict(kept.content)
    if indicator.code != kept.code or not is_same_meaning(stored, indicator):
        message = (
            "Единицу и определение здесь не меняют: это был бы другой показатель. Измените их в "
            "новой версии формы, и начнётся новый ряд."
        )
        raise RuleViolation("indicator.other_meaning", message, "definition")
    try:
        indicator_from_dict(indicator_to_dict(replace(indicator, version=kept.number)))
    except FormError as wrong:
        raise RuleViolation("indicator.wrong", wrong.message, wrong.path) from wrong
    before = kept.content
    if not _reword(kept, replace(indicator, version=kept.number)):
        return kept
    kept.save(update_fields=_KEPT)
    done = Done(
        "indicator.reword",
        f"Уточнён показатель «{kept.name}».",
        kept.owner_id,
        before=before,
        after=kept.content,
    )
    write_audit(subject=kept, done=done, actor=actor, now=now)
    return kept


def _meaning(indicator: Indicator) -> tuple[str, ...]:
    unit = indicator.unit
    return (unit.kind, _plain(unit.name), _plain(indicator.definition), indicator.aggregation)


def _plain(text: str) -> str:
    return _NOT_LETTERS.sub(" ", fold_yo(text.casefold()).replace("%", " процент ")).strip()


def _versions(
    owner: Organization, wanted: Mapping[str, Indicator]
) -> dict[str, list[IndicatorVersion]]:
    """Versions of each code, the latest first."""
    found: dict[str, list[IndicatorVersion]] = {}
    rows = IndicatorVersion.objects.filter(owner=owner, code__in=wanted).order_by("-number")
    for row in rows:
        found.setdefault(row.code, []).append(row)
    return found


def _is_version_of(row: IndicatorVersion, indicator: Indicator) -> bool:
    try:
        return is_same_meaning(indicator_from_dict(row.content), indicator)
    except FormError:
        return False


def _reword(row: IndicatorVersion, indicator: Indicator) -> bool:
    """Give a row the wording of an indicator; return whether it had another."""
    content = indicator_to_dict(indicator)
    if content == row.content:
        return False
    row.name, row.content = indicator.name, content
    row.since_on, row.until_on = indicator.since or row.since_on, indicator.until
    return True


def _begun(owner: Organization, indicator: Indicator, now: datetime) -> IndicatorVersion:
    is_first = indicator.version == 1
    return IndicatorVersion(
        owner=owner,
        code=indicator.code,
        number=indicator.version,
        name=indicator.name,
        content=indicator_to_dict(indicator),
        since_on=indicator.since or (None if is_first else now.date()),
        until_on=indicator.until,
        created_at=now,
    )
