"""The programme: lines, order, publishing, rights."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.factories.people import actor_with
from tests.factories.plans import make_document
from tests.factories.preparation import PreparedEvent, foreign_directorate, make_prepared

from mezhgorod.planning.actions.preparation.programme import (
    EntryDraft,
    move_entry,
    publish_programme,
    remove_entry,
    save_entry,
    sort_programme,
)
from mezhgorod.planning.models import Event, ProgrammeEntry
from mezhgorod.planning.queries.preparation import programme_of
from mezhgorod.planning.rules.preparation import InvitedMode, ProgrammeKind
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import Actor, Role, RuleViolation

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 3, 1, 9, tzinfo=UTC)
TALK = EntryDraft(ProgrammeKind.TALK, "Туристский код города", "11:00", mode=InvitedMode.ONLINE)


@pytest.fixture
def prepared() -> PreparedEvent:
    return make_prepared()


def save(
    prepared: PreparedEvent,
    draft: EntryDraft,
    entry: ProgrammeEntry | None = None,
    actor: Actor | None = None,
) -> ProgrammeEntry:
    return save_entry(
        event=prepared.event, plan=prepared.plan, draft=draft, entry=entry,
        actor=actor or prepared.directorate, now=NOW,
    )  # fmt: skip


def titles(prepared: PreparedEvent) -> list[str]:
    return [str(one) for one in programme_of(event=prepared.event)]


def test_lines_are_added_moved_sorted_and_removed(prepared: PreparedEvent) -> None:
    save(prepared, EntryDraft(ProgrammeKind.BREAK, time_text="12:00"))
    save(prepared, EntryDraft(ProgrammeKind.OPENING, time_text="10:00"))
    talk = save(prepared, TALK)
    untimed = save(prepared, EntryDraft(ProgrammeKind.TALK, "Вопросы"))
    about = {"plan": prepared.plan, "actor": prepared.directorate, "now": NOW}
    assert titles(prepared) == ["перерыв", "открытие", "Туристский код города", "Вопросы"]

    move_entry(entry=talk, step=-1, **about)
    assert titles(prepared) == ["перерыв", "Туристский код города", "открытие", "Вопросы"]
    move_entry(entry=untimed, step=1, **about)
    assert titles(prepared) == ["перерыв", "Туристский код города", "открытие", "Вопросы"]

    sort_programme(event=prepared.event, **about)
    assert titles(prepared) == ["открытие", "Вопросы", "Туристский код города", "перерыв"]

    remove_entry(entry=ProgrammeEntry.objects.get(title="Вопросы"), **about)
    assert titles(prepared) == ["открытие", "Туристский код города", "перерыв"]
    assert AuditEntry.objects.filter(summary="Из программы убрана строка «Вопросы»").exists()


def test_changed_line_keeps_its_place_and_its_file(prepared: PreparedEvent) -> None:
    file = make_document("слайды.pdf")
    entry = save(
        prepared,
        EntryDraft(ProgrammeKind.TALK, "Тема", file=file, is_file_public=True),
    )

    save(prepared, TALK, entry)

    kept = ProgrammeEntry.objects.get()
    assert (kept.title, kept.position, kept.file, kept.is_file_public, kept.mode) == (
        "Туристский код города", 1, file, False, "online",
    )  # fmt: skip
    assert [one.summary for one in AuditEntry.objects.order_by("pk")] == [
        "В программе добавлена строка «Тема»",
        "В программе изменена строка «Туристский код города»",
    ]


@pytest.mark.parametrize("what", ["save", "move", "remove"])
def test_a_line_that_somebody_else_has_removed_is_refused(
    prepared: PreparedEvent, what: str
) -> None:
    entry = save(prepared, TALK)
    about = {"plan": prepared.plan, "actor": prepared.directorate, "now": NOW}
    remove_entry(entry=entry, **about)

    acts: dict[str, Callable[[], object]] = {
        "save": lambda: save(prepared, TALK, entry),
        "move": lambda: move_entry(entry=entry, step=1, **about),
        "remove": lambda: remove_entry(entry=entry, **about),
    }
    with pytest.raises(RuleViolation, match="в программе уже нет"):
        acts[what]()

    assert not ProgrammeEntry.objects.exists()
    assert AuditEntry.objects.count() == 2


def test_line_without_a_file_shows_none(prepared: PreparedEvent) -> None:
    entry = save(prepared, EntryDraft(ProgrammeKind.TALK, "Тема", is_file_public=True))

    assert entry.is_file_public is False


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (EntryDraft(ProgrammeKind.TALK, "  "), "programme.empty"),
        (EntryDraft(ProgrammeKind.TALK, "я" * 2_001), "programme.too_long_text"),
        (EntryDraft(ProgrammeKind.BREAK, time_text="1" * 61), "programme.too_long_text"),
    ],
)
def test_line_that_says_nothing_or_too_much_is_refused(
    prepared: PreparedEvent, draft: EntryDraft, code: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        save(prepared, draft)

    assert refused.value.code == code
    assert not ProgrammeEntry.objects.exists()


def test_programme_is_published_and_hidden_again(prepared: PreparedEvent) -> None:
    about = {"event": prepared.event, "plan": prepared.plan, "now": NOW}
    with pytest.raises(RuleViolation, match="ещё нет строк"):
        publish_programme(is_public=True, actor=prepared.directorate, **about)
    save(prepared, TALK)

    for _ in range(2):
        publish_programme(is_public=True, actor=prepared.directorate, **about)
    assert Event.objects.get().programme_published_at == NOW
    publish_programme(is_public=False, actor=prepared.directorate, **about)

    assert Event.objects.get().programme_published_at is None
    assert AuditEntry.objects.filter(summary="Программа опубликована").count() == 1


def test_others_change_nothing(prepared: PreparedEvent) -> None:
    entry = save(prepared, TALK)
    about = {"plan": prepared.plan, "now": NOW}
    for actor in (foreign_directorate(), actor_with(Role.AUDITOR, prepared.owner)):
        for refused in (
            lambda actor=actor: save(prepared, TALK, None, actor),
            lambda actor=actor: remove_entry(entry=entry, actor=actor, **about),
            lambda actor=actor: move_entry(entry=entry, step=1, actor=actor, **about),
            lambda actor=actor: sort_programme(event=prepared.event, actor=actor, **about),
            lambda actor=actor: publish_programme(
                event=prepared.event, is_public=True, actor=actor, **about
            ),
        ):
            with pytest.raises(RuleViolation):
                refused()

    assert titles(prepared) == ["Туристский код города"]


def test_too_long_a_programme_is_refused(
    prepared: PreparedEvent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mezhgorod.planning.actions.preparation.programme.MAX_ENTRIES", 1)
    save(prepared, TALK)

    with pytest.raises(RuleViolation, match="не больше 1"):
        save(prepared, TALK)

    assert ProgrammeEntry.objects.count() == 1
