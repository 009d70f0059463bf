"""Files, links and photos of an event."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.validators import URLValidator
from django.db import transaction

from mezhgorod.outcomes.actions.writing import done_of, tell, writable
from mezhgorod.outcomes.models import HeldEvent, Material
from mezhgorod.outcomes.rules import ADD_MATERIALS, MaterialDraft, MaterialKind
from mezhgorod.outcomes.rules.checking import checked_line
from mezhgorod.outcomes.rules.material_files import kind_of_file
from mezhgorod.outcomes.rules.photos import photo_of
from mezhgorod.registry.rules import Actor, RuleViolation

MAX_MATERIALS = 60
_MAX_NAME = 200
_CHANGED = ("title", "alternative", "is_public")


def add_photo(
    *,
    held: HeldEvent,
    data: bytes,
    file_name: str,
    draft: MaterialDraft,
    actor: Actor,
    now: datetime,
) -> Material:
    """Keep a photo, stored anew without what cameras add.

    Raises:
        RuleViolation: no right, not a photo, too large, no words for those who do not see it, too
            many materials.
    """
    name = _shown_name(file_name)
    words = _words(draft, name=name)
    if not words["alternative"]:
        message = "Напишите, что на снимке: этот текст прочтут тем, кто его не видит."
        raise RuleViolation("material.no_alternative", message, "alternative")
    _ensure_may(held, actor)
    photo = photo_of(data, name=name)
    key = hashlib.sha256(photo.data).hexdigest()
    fields = {
        **words,
        "kind": MaterialKind.PHOTO,
        "media_type": "image/jpeg",
        "width": photo.width,
        "height": photo.height,
        "file_name": f"{PurePath(name).stem}.jpg",
        "size": len(photo.data),
        "sha256": key,
    }
    files = {
        "file": (f"{_own_name(key)}.jpg", photo.data),
        "thumbnail": (f"{_own_name(key)}-small.jpg", photo.small),
    }
    return _with_files(files, lambda kept: _added(held, {**fields, **kept}, actor, now))


def add_file(
    *,
    held: HeldEvent,
    data: bytes,
    file_name: str,
    draft: MaterialDraft,
    actor: Actor,
    now: datetime,
) -> Material:
    """Keep a file of an allowed kind; it is told by its content.

    Raises:
        RuleViolation: no right, a kind that is not kept, macros, too large, too many materials.
    """
    name = _shown_name(file_name)
    words = _words(draft, name=name)
    _ensure_may(held, actor)
    kind = kind_of_file(data, name=name)
    key = hashlib.sha256(data).hexdigest()
    fields = {
        **words,
        "kind": MaterialKind.FILE,
        "media_type": kind.media_type,
        "file_name": f"{PurePath(name).stem}.{kind.ending}",
        "size": len(data),
        "sha256": key,
    }
    files = {"file": (f"{_own_name(key)}.{kind.ending}", data)}
    return _with_files(files, lambda kept: _added(held, {**fields, **kept}, actor, now))


def add_link(*, held: HeldEvent, draft: MaterialDraft, actor: Actor, now: datetime) -> Material:
    """Keep an http or https address.

    Raises:
        RuleViolation: no right, another kind of address, too many materials.
    """
    url = checked_line(draft.url, limit=1_000, field="url", label="Адрес")
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError as error:
        message = "Это не адрес страницы. Скопируйте его целиком: он начинается с https://."
        raise RuleViolation("material.url", message, "url") from error
    words = _words(draft, name=url)
    return _added(held, {**words, "kind": MaterialKind.LINK, "url": url}, actor, now)


@transaction.atomic
def change_material(
    *, material: Material, draft: MaterialDraft, actor: Actor, now: datetime
) -> Material:
    """Change the words of a material and whether everybody sees it.

    Raises:
        RuleViolation: no right, it is gone, words too long or missing.
    """
    held = writable(material.held_event, ADD_MATERIALS, actor=actor)
    found = held.materials.select_for_update().filter(pk=material.pk).first()
    if found is None:
        raise _gone()
    words = _words(draft, name=found.file_name or found.url)
    if found.kind == MaterialKind.PHOTO and not words["alternative"]:
        message = "Напишите, что на снимке: этот текст прочтут тем, кто его не видит."
        raise RuleViolation("material.no_alternative", message, "alternative")
    before = {name: getattr(found, name) for name in _CHANGED}
    if before == words:
        return found
    for name, value in words.items():
        setattr(found, name, value)
    found.save(update_fields=_CHANGED)
    done = done_of(
        held, "material", f"Изменён материал «{found.title}»", before=before, after=words
    )
    tell(held, done, actor=actor, now=now)
    return found


@transaction.atomic
def remove_material(*, material: Material, actor: Actor, now: datetime) -> None:
    """Remove a material; its files go too.

    Raises:
        RuleViolation: no right, or it is gone already.
    """
    held = writable(material.held_event, ADD_MATERIALS, actor=actor)
    found = held.materials.select_for_update().filter(pk=material.pk).first()
    if found is None:
        raise _gone()
    names = [one.name for one in (found.file, found.thumbnail) if one.name]
    found.delete()
    transaction.on_commit(lambda: forget_files(names))
    done = done_of(held, "material_removed", f"Убран материал «{found.title}»")
    tell(held, done, actor=actor, now=now)


def _gone() -> RuleViolation:
    return RuleViolation("material.gone", "Этого материала уже нет. Обновите страницу.")


@transaction.atomic
def _ensure_may(held: HeldEvent, actor: Actor) -> None:
    """Refuse somebody without a right before the bytes are looked at."""
    writable(held, ADD_MATERIALS, actor=actor)


@transaction.atomic
def _added(held: HeldEvent, fields: dict[str, Any], actor: Actor, now: datetime) -> Material:
    held = writable(held, ADD_MATERIALS, actor=actor)
    known = held.materials.all()
    same = (
        known.filter(sha256=fields["sha256"])
        if fields.get("sha256")
        else known.filter(kind=MaterialKind.LINK, url=fields["url"])
    ).first()
    if same is not None:
        return same
    positions = list(known.values_list("position", flat=True))
    if len(positions) >= MAX_MATERIALS:
        message = f"У мероприятия уже {MAX_MATERIALS} материалов. Уберите лишние и добавьте снова."
        raise RuleViolation("material.too_many", message, "file")
    made = Material.objects.create(
        held_event=held,
        position=max(positions, default=0) + 1,
        added_at=now,
        added_by_id=actor.user_id,
        **fields,
    )
    done = done_of(held, "material_added", f"Добавлен материал «{made.title}»")
    tell(held, done, actor=actor, now=now)
    return made


def _own_name(key: str) -> str:
    """Return a name no other material has: nobody relies on a file that somebody else removes."""
    return f"materials/{key[:2]}/{key}-{secrets.token_hex(8)}"


def _with_files(
    files: dict[str, tuple[str, bytes]], add: Callable[[dict[str, str]], Material]
) -> Material:
    """Write files, then their record; files that no record took go again."""
    kept: dict[str, str] = {}
    try:
        for field, (name, data) in files.items():
            kept[field] = name
            kept[field] = default_storage.save(name, ContentFile(data))
        made = add(kept)
    except BaseException:
        forget_files(kept.values())
        raise
    if made.file.name != kept["file"]:
        forget_files(kept.values())
    return made


def forget_files(names: Iterable[str]) -> None:
    """Delete files of materials that are no more; call it after the commit."""
    for name in names:
        default_storage.delete(name)


def _shown_name(file_name: str) -> str:
    """Return the last part of a name, without signs that no name has."""
    last = file_name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in last if sign.isprintable()).strip(". ")
    return kept[-_MAX_NAME:] or "файл"


def _words(draft: MaterialDraft, *, name: str) -> dict[str, Any]:
    title = checked_line(draft.title, limit=300, field="title", label="Название")
    return {
        "title": title or name[:300],
        "alternative": checked_line(
            draft.alternative, limit=500, field="alternative", label="Что на снимке"
        ),
        "is_public": draft.is_public,
    }
