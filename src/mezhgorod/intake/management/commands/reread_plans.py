"""Fill in what an older program did not keep of plans, from their documents."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from mezhgorod.intake.actions import RereadResult, reread_plans


class Command(BaseCommand):
    help = "Дочитывает документы планов, сохранённых прежней версией. Номера и решения остаются."

    def handle(self, *args: Any, **options: Any) -> None:
        for result in reread_plans():
            self.stdout.write(f"{result.plan}: {_words(result)}")


def _words(result: RereadResult) -> str:
    if result.trouble:
        return f"не дочитан, {result.trouble}"
    if not result.left_count:
        return f"дочитано строк: {result.filled_count}"
    return (
        f"дочитано строк: {result.filled_count}, осталось прежними: {result.left_count}; "
        "чтобы обновить и их, прочитайте и примите документ ещё раз"
    )
