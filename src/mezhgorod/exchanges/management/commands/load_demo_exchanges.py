"""Show information exchanges: five topics of the report, two of them with a round in progress."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mezhgorod.exchanges.management.demonstration.showing import show_exchanges
from mezhgorod.exchanges.management.demonstration.topics import OWNER
from mezhgorod.exchanges.models import Exchange
from mezhgorod.registry.models import Organization


class Command(BaseCommand):
    help = (
        "Показывает информационные обмены союза городов с числами, которые создала программа. "
        "Повторный запуск ничего не меняет."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        owner = Organization.objects.filter(name=OWNER, plans__isnull=False).first()
        if owner is None or Exchange.objects.filter(owner=owner).exists():
            return
        shown = show_exchanges(owner=owner, now=timezone.now())
        if options["verbosity"]:
            self.stdout.write(f"Обмены для показа: {len(shown)}")
