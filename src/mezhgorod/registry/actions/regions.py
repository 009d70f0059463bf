"""The federal subjects, from the table of the core library."""

from __future__ import annotations

from django.db import transaction

from mezhgorod.registry.models import Region
from mezhgorod.registry.rules import slug_text
from planbook.places.subjects import subjects


@transaction.atomic
def load_regions() -> int:
    """Make the federal subjects that the registry lacks; return how many there are.

    Known ones are recognised by their ISO 3166-2 code and left as they are.
    """
    known = set(Region.objects.values_list("code", flat=True))
    Region.objects.bulk_create(
        [
            Region(code=subject.iso, name=subject.name, slug=slug_text(subject.name))
            for subject in subjects()
            if subject.iso not in known
        ],
        ignore_conflicts=True,
    )
    return Region.objects.count()
