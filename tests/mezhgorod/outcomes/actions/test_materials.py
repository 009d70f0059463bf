"""Materials of an event: kept once, changed, removed with their files, only by those who may."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.storage.filesystem import FileSystemStorage
from tests.factories.outcomes import NOW, Stage, make_held, make_stage
from tests.mezhgorod.outcomes.rules.test_photos import picture

from mezhgorod.outcomes.actions.materials import (
    MAX_MATERIALS,
    add_file,
    add_link,
    add_photo,
    change_material,
    remove_material,
)
from mezhgorod.outcomes.models import HeldEvent, Material
from mezhgorod.outcomes.rules import FactState, MaterialDraft
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import NOBODY, Actor, RuleViolation

pytestmark = pytest.mark.django_db
SEEN = MaterialDraft(title="Зал", alternative="Участники в зале")
PDF = b"%PDF-1.7 resolution"


@pytest.fixture
def stage() -> Stage:
    return make_stage()


def stored() -> set[str]:
    root = Path(settings.MEDIA_ROOT) / "materials"
    return {one.name for one in root.rglob("*") if one.is_file()} if root.exists() else set()


def photo(held: HeldEvent, actor: Actor, draft: MaterialDraft = SEEN) -> Material:
    return add_photo(
        held=held, data=picture(), file_name=r"C:\фото\зал.png", draft=draft, actor=actor, now=NOW
    )


def resolution(held: HeldEvent, actor: Actor) -> Material:
    return add_file(
        held=held,
        data=PDF,
        file_name="../резолюция.exe",
        draft=MaterialDraft(),
        actor=actor,
        now=NOW,
    )


def test_photo_file_and_link_are_kept_once(stage: Stage) -> None:
    seen = photo(stage.held, stage.host)
    paper = resolution(stage.held, stage.host)
    page = MaterialDraft(url="https://vologda.example.org/news/1")
    link = add_link(held=stage.held, draft=page, actor=stage.directorate, now=NOW)
    before = stored()
    again = photo(stage.held, stage.directorate)

    assert (again.pk, stored()) == (seen.pk, before)
    assert [(one.kind, one.title, one.file_name) for one in stage.held.materials.all()] == [
        ("photo", "Зал", "зал.jpg"),
        ("file", "резолюция.exe", "резолюция.pdf"),
        ("link", page.url, ""),
    ]
    assert (paper.media_type, paper.is_public, link.file.name) == ("application/pdf", False, "")
    names = [Path(one.name).name for one in (seen.file, seen.thumbnail, paper.file)]
    assert (len(set(names)), set(names) <= stored()) == (3, True)
    assert all(one.startswith(seen.sha256) for one in names[:2])
    stage.held.refresh_from_db()
    told = AuditEntry.objects.filter(action="held.material_added", object_id=str(stage.held.pk))
    assert told.count() == 3


def test_a_removed_file_goes_and_the_same_file_of_another_event_stays(
    stage: Stage, django_capture_on_commit_callbacks: Any
) -> None:
    other = make_held(stage.owner, title="Семинар")
    first, second = resolution(stage.held, stage.directorate), resolution(other, stage.directorate)
    names = [Path(one.file.name).name for one in (first, second)]

    with django_capture_on_commit_callbacks(execute=True):
        remove_material(material=first, actor=stage.directorate, now=NOW)
    assert [name in stored() for name in names] == [False, True]
    with second.file.open() as kept:
        assert kept.read() == PDF
    with django_capture_on_commit_callbacks(execute=True):
        remove_material(material=second, actor=stage.directorate, now=NOW)

    assert (names[1] in stored(), Material.objects.count()) == (False, 0)
    with pytest.raises(RuleViolation, match="уже нет"):
        remove_material(material=second, actor=stage.directorate, now=NOW)


def test_a_record_that_fails_takes_no_file_of_somebody_else(stage: Stage) -> None:
    other = make_held(stage.owner, title="Семинар")
    relied_on = resolution(stage.held, stage.directorate)
    before = stored()

    Material.objects.bulk_create(
        Material(held_event=other, position=place, kind="link", title="с", added_at=NOW)
        for place in range(MAX_MATERIALS)
    )
    with pytest.raises(RuleViolation, match=f"уже {MAX_MATERIALS} материалов"):
        resolution(other, stage.directorate)

    assert stored() == before
    assert default_storage.exists(relied_on.file.name)


class _FullDisk(FileSystemStorage):
    """A disk with room for one more file: of the next one only the beginning is written."""

    def _save(self, name: str, content: Any) -> str:
        kept: str = super()._save(name, content)
        if "-small" in name:
            raise OSError(28, "No space left on device")
        return kept


def test_a_disk_that_is_full_keeps_nothing(
    stage: Stage, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stored()
    full = _FullDisk(location=settings.MEDIA_ROOT)
    monkeypatch.setattr("mezhgorod.outcomes.actions.materials.default_storage", full)

    with pytest.raises(OSError, match="No space left"):
        photo(stage.held, stage.host)

    assert (stored(), Material.objects.count()) == (before, 0)


def test_words_and_visibility_change(stage: Stage) -> None:
    made = photo(stage.held, stage.directorate)

    change_material(
        material=made, draft=replace(SEEN, is_public=True), actor=stage.directorate, now=NOW
    )

    assert Material.objects.get().is_public
    with pytest.raises(RuleViolation, match="что на снимке"):
        change_material(
            material=made, draft=MaterialDraft(title="Зал"), actor=stage.directorate, now=NOW
        )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example.org", "vologda", ""])
def test_other_addresses_are_refused(stage: Stage, url: str) -> None:
    with pytest.raises(RuleViolation, match="не адрес страницы"):
        add_link(held=stage.held, draft=MaterialDraft(url=url), actor=stage.directorate, now=NOW)


def test_nothing_is_left_where_the_record_is_refused(stage: Stage) -> None:
    Material.objects.bulk_create(
        Material(held_event=stage.held, position=place, kind="link", title="с", added_at=NOW)
        for place in range(MAX_MATERIALS)
    )
    before = stored()

    with pytest.raises(RuleViolation, match=f"уже {MAX_MATERIALS} материалов"):
        add_file(
            held=stage.held, data=PDF + b"2", file_name="а.pdf", draft=MaterialDraft(),
            actor=stage.directorate, now=NOW,
        )  # fmt: skip
    with pytest.raises(RuleViolation, match="что на снимке"):
        photo(stage.held, stage.directorate, MaterialDraft(title="Зал"))

    assert stored() == before


def test_others_add_nothing_and_the_host_nothing_after_acceptance(stage: Stage) -> None:
    made = resolution(stage.held, stage.directorate)
    for actor in (
        NOBODY,
        stage.other_city,
        stage.other_coordinator,
        stage.auditor,
        stage.foreigner,
    ):
        with pytest.raises(RuleViolation) as refused:
            photo(stage.held, actor)
        assert refused.value.code == "held.materials.forbidden"
        with pytest.raises(RuleViolation) as refused:
            remove_material(material=made, actor=actor, now=NOW)
        assert refused.value.code == "held.materials.forbidden"
    HeldEvent.objects.filter(pk=stage.held.pk).update(state=FactState.ACCEPTED)
    with pytest.raises(RuleViolation) as refused:
        photo(stage.held, stage.host)

    assert refused.value.code == "held.materials.state"
    assert list(stage.held.materials.all()) == [made]
