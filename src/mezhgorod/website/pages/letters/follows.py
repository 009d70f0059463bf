"""Following without an account: ask, confirm by a link, change, stop with one click."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mezhgorod.notices.actions import (
    allow_letters_like,
    change_frequency,
    confirm_following,
    is_mail_set_up,
    start_following,
    stop_following,
    stop_letters_like,
    stopped_by,
)
from mezhgorod.notices.models import Follow, Letter, LetterStop
from mezhgorod.notices.queries import FollowTarget, follow_target, follows_of
from mezhgorod.notices.rules import Frequency, address_key, letter_kind, topic_of
from mezhgorod.notices.tasks import start_sending
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import RuleViolation
from mezhgorod.website.forms.letters import FollowForm

_TOPICS = {
    "campaign": "о сборе предложений",
    "plan": "о согласовании и утверждении планов",
    "event": "о мероприятиях",
    "term": "о сроках полномочий и соглашений",
    "digest": "со сводками",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """The form of a subscription; a stranger's address gets a link to confirm."""
    data = request.POST if request.method == "POST" else request.GET
    target = follow_target(kind=data.get("kind", ""), key=data.get("key", "")[:64])
    if target is None:
        raise Http404
    person = _person(request)
    if request.method != "POST":
        initial = {"kind": target.kind, "key": target.key, "frequency": Frequency.AT_ONCE}
        form = FollowForm(initial={**initial, "address": person.email if person else ""})
        return _form(request, target, form)
    form = FollowForm(request.POST)
    if form.is_valid():
        try:
            begun = start_following(
                target=target,
                address=form.cleaned_data["address"],
                frequency=Frequency(form.cleaned_data["frequency"]),
                user=person,
                now=timezone.now(),
            )
        except RuleViolation as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            return _begun(request, begun, person)
    return _form(request, target, form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button: programs that only look at links must not confirm anything."""
    found = Follow.objects.filter(token=token).first()
    if found is None:
        return render(request, "website/letters/gone.html", status=404)
    if request.method == "POST":
        confirm_following(follow=found, now=timezone.now())
        messages.info(request, f"Подписка подтверждена: {found.label}.")
        return redirect("follows_of", token=token)
    return render(request, "website/letters/confirm.html", {"follow": found})


@never_cache
@require_GET
def follows(request: HttpRequest) -> HttpResponse:
    """«Мои подписки» of an account; without one, how to come to one's own."""
    person = _person(request)
    found = list(follows_of(user_id=person.pk)) if person else []
    context = {"follows": found, "person": person, "token": "", "frequencies": Frequency.choices}
    return render(request, "website/letters/follows.html", context)


@never_cache
@require_GET
def follows_by_token(request: HttpRequest, token: str) -> HttpResponse:
    """All subscriptions of the address whose letter carried the link."""
    known = Follow.objects.filter(token=token, confirmed_at__isnull=False).first()
    if known is None:
        return render(request, "website/letters/gone.html", status=404)
    context = {
        "follows": list(follows_of(address=known.address)),
        "address": known.address,
        "token": token,
        "frequencies": Frequency.choices,
    }
    return render(request, "website/letters/follows.html", context)


@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change how often, or stop; the person is known by account or by the link of a letter."""
    mine = _mine(request)
    found = next((one for one in mine if one.pk == pk), None)
    if found is None:
        raise Http404
    rest = next((one.token for one in mine if one.pk != pk and one.confirmed_at), "")
    token = request.POST.get("token", "")
    if request.POST.get("do") == "stop":
        stop_following(follows=[found])
        messages.info(request, f"Подписка остановлена: {found.label}.")
        token = rest if token == found.token else token
    elif request.POST.get("frequency") in Frequency.values:
        change_frequency(follow=found, frequency=Frequency(request.POST["frequency"]))
        messages.info(request, f"Сохранено: {found.label}, {found.get_frequency_display()}.")
    by_link = bool(request.POST.get("token"))
    return redirect("follows_of", token=token) if by_link and token else redirect("follows")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Refuse letters like the one that carried the link.

    A mail program posts here without a session (RFC 8058), so there is no protection against
    foreign forms; a stranger would need the secret of the letter.
    """
    letter = Letter.objects.select_related("owner", "news").filter(stop_token=token).first()
    if letter is None:
        return render(request, "website/letters/gone.html", status=404)
    if request.method == "POST" and request.POST.get("do") == "back":
        allow_letters_like(letter=letter)
        return redirect("letters_stop", token=token)
    stopped = stop_letters_like(letter=letter, now=timezone.now()) if _is_post(request) else None
    ends = stopped_by(letter)
    kind = letter_kind(letter.kind)
    context = {
        "letter": letter,
        "stopped": stopped,
        "follows": ends,
        "is_following": letter.news_id is not None or letter.kind == "digest.changes",
        "is_refused": _is_refused(letter),
        "topic": _TOPICS.get(topic_of(letter.kind), kind.title if kind else "такие"),
    }
    return render(request, "website/letters/stop.html", context)


def _is_post(request: HttpRequest) -> bool:
    return request.method == "POST"


def _is_refused(letter: Letter) -> bool:
    return LetterStop.objects.filter(
        owner=letter.owner_id,
        address=address_key(letter.to_address),
        topic=topic_of(letter.kind),
    ).exists()


def _person(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _mine(request: HttpRequest) -> Sequence[Follow]:
    """Return the subscriptions a visitor may change: of their link, else of their account."""
    token = request.POST.get("token", "")
    known = Follow.objects.filter(token=token, confirmed_at__isnull=False).first()
    if token:
        return list(follows_of(address=known.address)) if known else []
    person = _person(request)
    return list(follows_of(user_id=person.pk)) if person else []


def _form(request: HttpRequest, target: FollowTarget, form: FollowForm) -> HttpResponse:
    context = {"target": target, "form": form, "is_demo": not is_mail_set_up()}
    status = 422 if form.errors else 200
    return render(request, "website/letters/follow_page.html", context, status=status)


def _begun(request: HttpRequest, begun: Follow, person: User | None) -> HttpResponse:
    start_sending(now=timezone.now())
    if begun.confirmed_at is not None and person is not None and begun.user_id == person.pk:
        messages.info(request, f"Вы подписаны: {begun.label}.")
        return redirect("follows")
    # The same words whether the address was known or not: nobody learns who follows what.
    words = (
        "На указанный адрес отправлено письмо со ссылкой. Подписка начнётся, когда вы её откроете."
    )
    messages.info(request, words)
    return redirect(f"{reverse('follow')}?kind={begun.kind}&key={begun.object_key}")
