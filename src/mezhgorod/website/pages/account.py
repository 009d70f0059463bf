"""«Мой кабинет»: own roles, password and data; the invitation that sets a first password."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import PasswordChangeView, PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from mezhgorod.registry.actions.people import note_erasure_asked
from mezhgorod.registry.models import AuditEntry, Person, RoleGrant, User
from mezhgorod.website.actors import keep_secret

_ASKED = "person.erasure_asked"


@require_GET
@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Who I am here: roles with their days, what is kept of me and why."""
    user = request.user
    grants = RoleGrant.objects.filter(user=user.pk).select_related("owner", "body", "party")
    context = {
        "grants": list(grants.order_by("owner__name", "role")),
        "person": Person.objects.filter(user=user.pk).first(),
        "asked": AuditEntry.objects.filter(by=user.pk, action=_ASKED).first(),
        "today": timezone.localdate(),
    }
    return render(request, "website/people/account.html", context)


@require_POST
@login_required
def ask_erasure(request: HttpRequest) -> HttpResponse:
    """Ask the association to erase me; it decides, because a role may still need the data."""
    user = request.user
    is_asked = AuditEntry.objects.filter(by=user.pk, action=_ASKED).exists()
    if isinstance(user, User) and not is_asked:
        owners = RoleGrant.objects.filter(user=user).values_list("owner_id", flat=True).distinct()
        note_erasure_asked(user=user, owner_ids=tuple(owners), now=timezone.now())
        messages.info(request, "Просьба записана. Дирекция ответит вам письмом.")
    return redirect("account")


class ChangePassword(PasswordChangeView):
    """Another password for oneself; other sessions of the account end."""

    template_name = "registration/password.html"
    success_url = reverse_lazy("account")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.info(self.request, "Пароль изменён. На других устройствах войдите заново.")
        return super().form_valid(form)


@method_decorator(never_cache, name="dispatch")
class Invitation(PasswordResetConfirmView):
    """The first password, by an address that works once."""

    template_name = "registration/invitation.html"
    success_url = reverse_lazy("login")

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return keep_secret(super().dispatch(*args, **kwargs))

    def form_valid(self, form: Any) -> HttpResponse:
        messages.info(self.request, "Пароль задан. Войдите под своим именем.")
        return super().form_valid(form)
