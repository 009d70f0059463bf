"""Files given to those who answer: given and taken off by the keeper, read by those who answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from mezhgorod.exchanges.actions.given_files import drop_given_file, give_file
from mezhgorod.exchanges.models import Exchange, ExchangeFile
from mezhgorod.exchanges.queries.given_files import files_for_round, files_of_exchange
from mezhgorod.publication.files import WrittenFile
from mezhgorod.registry.rules import RuleViolation, number_of
from mezhgorod.website.actors import actor_of_request
from mezhgorod.website.handing_out import hand_out
from mezhgorod.website.pages.exchange_answers.doors import Door
from mezhgorod.website.pages.exchanges.keeping_frame import exchange_page, keeping_page
from mezhgorod.website.uploads import TOO_LONG


@require_POST
@keeping_page
def give(request: HttpRequest, exchange: Exchange) -> HttpResponse:
    """Keep a file for those who answer, of one round or of all."""
    sent = request.FILES.get("file")
    wanted = request.POST.get("round", "")
    found = exchange.rounds.filter(pk=number_of(wanted)).first() if wanted else None
    try:
        if TOO_LONG in request.META:
            message = "Файл слишком велик. Уменьшите его или разделите на части."
            raise RuleViolation("file.too_large", message, "file")
        if sent is None:
            raise RuleViolation("exchange.no_file", "Выберите файл.", "file")
        if wanted and found is None:
            raise Http404
        give_file(
            exchange=exchange,
            found=found,
            file=sent,
            file_name=sent.name or "",
            actor=actor_of_request(request),
            now=timezone.now(),
        )
    except RuleViolation as refusal:
        messages.error(request, refusal.message)
    else:
        messages.info(request, "Файл приложен: его увидят все, кто отвечает.")
    return redirect("exchange", exchange.pk)


@require_POST
@keeping_page
def drop(request: HttpRequest, exchange: Exchange, file: int) -> HttpResponse:
    """Take a file off."""
    given = ExchangeFile.objects.filter(exchange=exchange, pk=file).first()
    if given is None:
        raise Http404
    drop_given_file(given=given, actor=actor_of_request(request), now=timezone.now())
    messages.info(request, "Файл убран. Приложить его снова можно с вашего компьютера.")
    return redirect("exchange", exchange.pk)


@require_GET
@exchange_page
def read(request: HttpRequest, exchange: Exchange, file: int) -> HttpResponse:
    """A file of an exchange, for those who collect and those who answer."""
    return _handed(files_of_exchange(exchange, actor=actor_of_request(request)), file)


@require_GET
def read_for_answer(request: HttpRequest, door: Door, file: int) -> HttpResponse:
    """A file for whoever has opened the answer of a city, also by a personal link."""
    return _handed(files_for_round(door.response.round), file)


def _handed(files: list[ExchangeFile], pk: int) -> HttpResponse:
    given = next((one for one in files if one.pk == pk), None)
    if given is None:
        raise Http404
    with given.document.file.open("rb") as stream:
        content = stream.read()
    return hand_out(WrittenFile(content, "application/octet-stream", given.file_name))
