import io

import pytest
from django_tasks_db.models import DBTaskResult
from tests.factories.runs import NOW

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.intake.actions import store_upload
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from mezhgorod.intake.tasks import start_reading
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import RuleViolation

pytestmark = pytest.mark.django_db


def upload(by: User | None, *, content: bytes = b"plan", period: str = "") -> ExtractionRun:
    return store_upload(
        file=io.BytesIO(content),
        file_name="план.txt",
        by=by,
        now=NOW,
        period=period,
        start=start_reading,
    )


def test_store_upload_keeps_the_file_and_queues_its_reading(directorate: User) -> None:
    run = upload(directorate, period="2023-H2")

    assert (run.state, run.requested_by, run.requested_at) == (RunState.QUEUED, directorate, NOW)
    assert run.period_edtf == "2023-41"
    (task,) = DBTaskResult.objects.all()
    assert task.args_kwargs == {"args": [run.pk], "kwargs": {}}


def test_store_upload_of_the_same_file_is_a_new_run_of_one_document(directorate: User) -> None:
    assert upload(directorate).document == upload(directorate).document
    assert ExtractionRun.objects.count() == 2


def test_store_upload_refuses_an_outsider(outsider: User) -> None:
    with pytest.raises(RuleViolation) as refused:
        upload(outsider)

    assert refused.value.code == "run.forbidden"
    assert not SourceDocument.objects.exists()


def test_store_upload_refuses_a_period_that_is_none(directorate: User) -> None:
    with pytest.raises(RuleViolation) as refused:
        upload(directorate, period="в следующем году")

    assert (refused.value.code, refused.value.field) == ("run.bad_period", "period")
    assert not ExtractionRun.objects.exists()
