"""Check that no approved version of a plan was changed behind the program's back."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mezhgorod.planning.models import PlanVersion
from mezhgorod.planning.queries.versions import version_faults


class Command(BaseCommand):
    help = "Сверяет контрольные суммы всех утверждённых редакций планов."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many versions are untouched; fail with the list of those that are not."""
        faults = list(version_faults())
        for fault in faults:
            version = fault.version
            self.stderr.write(f"Не сходится: «{version.plan.title}», редакция {version.number}.")
        if faults:
            raise CommandError(f"Редакций с чужими изменениями: {len(faults)}.")
        self.stdout.write(f"Проверено редакций: {PlanVersion.objects.count()}. Все целы.")
