"""Templates and papers somebody may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, When

from mezhgorod.papers.models import Paper, PaperBatch, PaperTemplate, PaperTemplateVersion
from mezhgorod.papers.rules import KEEP_TEMPLATES, MAKE_PAPERS, SEE_PAPERS, PaperKind
from mezhgorod.registry.models import Organization, Person
from mezhgorod.registry.queries.people import owners_within
from mezhgorod.registry.queries.telling import telling
from mezhgorod.registry.rules import Actor, Reach, Right, owners_of


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """What the journal is narrowed to; empty values narrow nothing."""

    owner_id: int | None = None
    kind: str = ""
    year: int | None = None
    state: str = ""
    words: str = ""


def paper_owners(*, actor: Actor) -> QuerySet[Organization]:
    """Return the associations whose templates somebody may keep."""
    return owners_within(actor=actor, right=KEEP_TEMPLATES)


def templates_visible_to(*, actor: Actor) -> QuerySet[PaperTemplate]:
    """Return the templates of those for whom somebody makes papers, each with `current_id`."""
    newest = PaperTemplateVersion.objects.filter(template=OuterRef("pk")).order_by("-number")
    found = PaperTemplate.objects.select_related("owner")
    if not actor.is_administrator:
        owners = {
            grant.owner_id
            for grant in actor.grants
            if grant.role in MAKE_PAPERS.roles or grant.role in SEE_PAPERS.roles
        }
        found = found.filter(owner__in=owners)
    return found.annotate(current_id=Subquery(newest.values("pk")[:1]))


def in_order_of_work(templates: QuerySet[PaperTemplate]) -> QuerySet[PaperTemplate]:
    """Return templates as papers follow one another: invitations first, other letters last."""
    places = [When(kind=kind, then=place) for place, kind in enumerate(PaperKind.values)]
    order = Case(*places, default=len(places), output_field=IntegerField())
    return templates.order_by(order, "name", "pk")


def current_version(template: PaperTemplate) -> PaperTemplateVersion | None:
    """Return the version that papers are made from."""
    return template.versions.order_by("-number").first()


def papers_visible_to(*, actor: Actor) -> QuerySet[Paper]:
    """Return the papers somebody may read in the journal, the newest first."""
    found = Paper.objects.select_related("owner", "held_event", "event", "made_by")
    if not actor.is_administrator:
        found = found.filter(_seen(actor, SEE_PAPERS))
    return found.order_by("-made_at", "-pk")


def batches_visible_to(*, actor: Actor) -> QuerySet[PaperBatch]:
    """Return the presses whose papers somebody may read, or that somebody began."""
    found = PaperBatch.objects.select_related("owner", "version__template", "event", "held_event")
    if actor.is_administrator:
        return found
    seen = Q(owner__in=owners_of(actor, SEE_PAPERS))
    if actor.user_id is not None:
        made_in = [grant.owner_id for grant in actor.grants if grant.role in MAKE_PAPERS.roles]
        seen |= Q(started_by=actor.user_id, owner__in=made_in)
    return found.filter(seen)


def journal(*, actor: Actor, wanted: JournalFilter) -> QuerySet[Paper]:
    """Return the journal narrowed as asked."""
    found = papers_visible_to(actor=actor)
    if wanted.owner_id is not None:
        found = found.filter(owner=wanted.owner_id)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.year is not None:
        found = found.filter(year=wanted.year)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.words:
        columns = ("title", "addressee_name", "addressee_organization")
        found = found.filter(telling(columns, [wanted.words]))
    return found


def _seen(actor: Actor, right: Right) -> Q:
    seen = Q(owner__in=owners_of(actor, right))
    for grant in actor.grants:
        if right.roles.get(grant.role) is Reach.BODY and grant.body_id is not None:
            seen |= Q(owner=grant.owner_id, body=grant.body_id)
    return seen


def papers_of_person(*, person: Person, owner: Organization) -> list[dict[str, str]]:
    """Return what the journal of an association keeps of a person, in Russian words."""
    found = Paper.objects.filter(person=person, owner=owner).order_by("pk")
    return [
        {
            "бумага": f"{one} от {one.dated_on:%d.%m.%Y}",
            "о чём": one.title,
            "как записан": one.addressee_words,
            "адрес": one.addressee_email,
        }
        for one in found
    ]
