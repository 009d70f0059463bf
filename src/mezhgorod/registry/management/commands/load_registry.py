"""Regions and dates of cities that every installation has, real or for a demonstration."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mezhgorod.registry.actions import load_city_dates, load_regions


class Command(BaseCommand):
    help = "Загружает субъекты РФ и даты городов. Исправленное людьми остаётся как есть."

    def handle(self, *args: Any, **options: Any) -> None:
        load_regions()
        count = load_city_dates(now=timezone.now())
        self.stdout.write(f"Городов с датами: {count}")
