"""Pages of personal links: their address stays secret, a link that is over says what to do."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from tests.factories.people import make_owner

from mezhgorod.campaigns.rules.rights import PROPOSE
from mezhgorod.registry.actions import issue_link, link_token, withdraw_link
from mezhgorod.registry.models import PersonalLink
from mezhgorod.registry.rules import NOBODY, SYSTEM
from mezhgorod.website.actors import actor_of_link, link_page

pytestmark = [pytest.mark.django_db, pytest.mark.http]


@link_page
def page(request: HttpRequest, token: str) -> HttpResponse:
    actor = actor_of_link(request, token)
    assert actor.link is not None
    return HttpResponse(f"{actor.link.right} {actor.link.object_id}")


def link(*, now: datetime | None = None) -> PersonalLink:
    now = now or timezone.now()
    expires_at = now + timedelta(days=1)
    terms = {"right": PROPOSE, "object_id": 5, "label": "", "expires_at": expires_at}
    return issue_link(**terms, owner=make_owner(), actor=SYSTEM, now=now)


def asked(token: str) -> HttpResponse:
    request = RequestFactory().get("/")
    request.user = SimpleNamespace(is_authenticated=False, is_active=False)
    request._mezhgorod_actor = NOBODY
    return page(request, token)


def test_the_page_of_a_link_is_kept_secret_and_remembers_the_visit() -> None:
    given = link()

    answer = asked(link_token(given))

    assert (answer.status_code, answer.content) == (200, b"campaign.propose 5")
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Cache-Control"] == "no-store, private"
    given.refresh_from_db()
    assert given.last_used_at is not None


def test_a_link_that_is_over_says_what_to_do() -> None:
    withdrawn = link()
    withdraw_link(link=withdrawn, actor=SYSTEM, now=timezone.now())
    expired = link(now=timezone.now() - timedelta(days=3))

    answers = [asked(link_token(one)) for one in (withdrawn, expired)]

    assert [one.status_code for one in answers] == [410, 410]
    assert "Эту ссылку отозвали" in answers[0].content.decode()
    assert "Срок ссылки истёк" in answers[1].content.decode()
    assert all(one["Referrer-Policy"] == "same-origin" for one in answers)
    assert PersonalLink.objects.filter(last_used_at__isnull=False).count() == 0


def test_an_unknown_link_is_like_any_other_address() -> None:
    given = link()

    for token in ("1", f"{given.pk}-{'A' * 24}", "x" * 500):
        with pytest.raises(Http404):
            asked(token)
