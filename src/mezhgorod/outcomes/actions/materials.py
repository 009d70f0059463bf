"""Files, links and photos of an event."""

from __future__ import annotations

from datetime import datetime

from mezhgorod.outcomes.models import HeldEvent, Material
from mezhgorod.outcomes.rules import MaterialDraft
from mezhgorod.registry.rules import Actor


def add_photo(
    *,
    held: HeldEvent,
    data: bytes,
    file_name: str,
    draft: MaterialDraft,
    actor: Actor,
    now: datetime,
) -> Material:
    """Keep a photo, stored anew without what cameras add."""
    raise NotImplementedError


def add_file(
    *,
    held: HeldEvent,
    data: bytes,
    file_name: str,
    draft: MaterialDraft,
    actor: Actor,
    now: datetime,
) -> Material:
    """Keep a file of an allowed kind."""
    raise NotImplementedError


def add_link(*, held: HeldEvent, draft: MaterialDraft, actor: Actor, now: datetime) -> Material:
    """Keep an http or https address."""
    raise NotImplementedError


def change_material(
    *, material: Material, draft: MaterialDraft, actor: Actor, now: datetime
) -> Material:
    """Change the words of a material and whether everybody sees it."""
    raise NotImplementedError


def remove_material(*, material: Material, actor: Actor, now: datetime) -> None:
    """Remove a material with its file."""
    raise NotImplementedError
