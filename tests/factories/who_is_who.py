"""Members, bodies and posts of an association, entered the way its directorate does."""

from datetime import UTC, datetime

from tests.factories.people import actor_with, make_body, make_owner, make_party

from mezhgorod.registry.actions import (
    MembershipDraft,
    Named,
    PostDraft,
    TenureDraft,
    admit_member,
    save_post,
    save_tenure,
)
from mezhgorod.registry.models import (
    Body,
    Membership,
    Municipality,
    Organization,
    Post,
    Tenure,
)
from mezhgorod.registry.rules import Actor, BodyKind, MunicipalityKind, Role, slug_text

NOW = datetime(2025, 3, 14, 9, 0, tzinfo=UTC)
CHAIR = "Председатель ревизионной комиссии"
PERSON = "Контактное лицо Вологды"


def keeper(owner: Organization) -> Actor:
    """The directorate of an association, with no more rights than that."""
    return actor_with(Role.DIRECTORATE, owner)


def make_city(name: str, kind: MunicipalityKind = MunicipalityKind.SETTLEMENT) -> Municipality:
    made, _ = Municipality.objects.get_or_create(
        name=name, kind=kind, defaults={"slug": slug_text(name), "country": "Россия"}
    )
    return made


def make_member(
    city: str, *, owner: Organization | None = None, since: str = "", places: tuple[str, ...] = ()
) -> Membership:
    association = owner or make_owner()
    draft = MembershipDraft(
        make_party(f"Муниципальное образование «{city}»", city=city),
        since_text=since,
        places=tuple(make_city(one, MunicipalityKind.DISTRICT) for one in places),
    )
    return admit_member(association=association, draft=draft, actor=keeper(association), now=NOW)


def make_post(title: str = CHAIR, *, body: Body | None = None, is_single: bool = True) -> Post:
    board = body or make_body(make_owner(), "Ревизионная комиссия", BodyKind.AUDIT)
    return save_post(
        organization=board.owner,
        draft=PostDraft(title, is_single=is_single),
        body=board,
        actor=keeper(board.owner),
        now=NOW,
    )


def make_tenure(
    post: Post, name: str = PERSON, *, since: str = "", until: str = "", is_public: bool = False
) -> Tenure:
    draft = TenureDraft(Named(name, is_public), None, since, until)
    return save_tenure(post=post, draft=draft, actor=keeper(post.organization), now=NOW)
