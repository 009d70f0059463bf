import io

import pytest
from django_tasks_db.models import DBTaskResult
from tests.factories.people import acting
from tests.factories.runs import NOW

import planbook
from mezhgorod.evidence.models import SourceDocument
from mezhgorod.intake.actions import discard_run, store_upload
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from mezhgorod.intake.tasks import start_reading
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import SYSTEM, RuleViolation

pytestmark = pytest.mark.django_db


def upload(by: User | None, *, content: bytes = b"plan", period: str = "") -> ExtractionRun:
    return store_upload(
        file=io.BytesIO(content),
        file_name="план.txt",
        actor=acting(by) if by else SYSTEM,
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


def test_store_upload_sent_twice_is_one_run_until_a_decision(directorate: User) -> None:
    first = upload(directorate)

    assert upload(directorate) == first
    assert upload(directorate, period="2023") != first
    discard_run(run=first, actor=acting(directorate), now=NOW)
    again = upload(directorate)
    assert again != first
    assert again.document == first.document
    assert DBTaskResult.objects.count() == 3


@pytest.mark.parametrize(
    ("state", "version", "is_same"),
    [
        (RunState.READING, "", True),
        (RunState.READY, planbook.__version__, True),
        (RunState.READY, "0.0.1", False),
        (RunState.FAILED, planbook.__version__, False),
        (RunState.APPLIED, planbook.__version__, False),
    ],
)
def test_store_upload_reads_again_what_another_program_or_person_has_read(
    directorate: User, state: RunState, version: str, is_same: bool
) -> None:
    first = upload(directorate)
    ExtractionRun.objects.update(state=state, program_version=version)

    assert (upload(directorate) == first) is is_same


def test_store_upload_by_commands_never_takes_over_a_run(directorate: User) -> None:
    assert upload(None) != upload(None)
    assert upload(directorate).requested_by == directorate


def test_store_upload_refuses_an_outsider(outsider: User) -> None:
    with pytest.raises(RuleViolation) as refused:
        upload(outsider)

    assert refused.value.code == "document.import.forbidden"
    assert not SourceDocument.objects.exists()


def test_store_upload_refuses_a_period_that_is_none(directorate: User) -> None:
    with pytest.raises(RuleViolation) as refused:
        upload(directorate, period="в следующем году")

    assert (refused.value.code, refused.value.field) == ("run.bad_period", "period")
    assert not ExtractionRun.objects.exists()
