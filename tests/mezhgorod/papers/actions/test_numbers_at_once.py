"""Two people make papers at the same moment: neither gaps nor doubles."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.factories.outcomes import make_stage
from tests.factories.papers import CITY, make_batch, make_template

from mezhgorod.papers.models import Paper

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_two_at_once_get_all_numbers_once() -> None:
    stage = make_stage()
    version = make_template(stage.owner)
    start = Barrier(2)

    def make(_: int) -> int:
        try:
            start.wait()
            return make_batch(stage.held, CITY, CITY, CITY, version=version).made
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(make, range(2))) == [3, 3]
    assert sorted(Paper.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
