"""Signed documents with hostile names: kept under a plain name, handed out as a mere file."""

from io import BytesIO
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.approvals import APPROVAL, NOW, make_draft

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.planning.actions.approval.approving import submit_for_approval
from mezhgorod.planning.actions.approval.versions import Approval, SignedFile, freeze_version
from mezhgorod.planning.models import Plan, PlanVersion
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.http]
PDF = "%PDF-1.7 подписано".encode()


def posted(client: Client, name: str, content: bytes, kind: str = "application/pdf") -> int:
    plan = make_draft()
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    revision = Plan.objects.get().revision
    answer = client.post(
        f"/plans/{plan.slug}/approval/approve/",
        {
            "revision": revision,
            "body_text": "решением Собрания",
            "approved_on": "2023-01-20",
            "signed": SimpleUploadedFile(name, content, content_type=kind),
        },
    )
    return answer.status_code


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/решение.pdf", "решение.pdf"),
        ("C:\\Документы\\решение.pdf", "решение.pdf"),
        ("решение\u202efdp.pdf", "решениеfdp.pdf"),
        ("решение'; filename=x.pdf", "решение'; filename=x.pdf"),
        ("=СУММ(A1).pdf", "=СУММ(A1).pdf"),
        ("Я" * 300 + ".pdf", "Я" * 251 + ".pdf"),
    ],
)
def test_a_hostile_name_is_kept_plain_and_handed_out_as_a_file(
    client: Client, directorate: User, sent: str, kept: str
) -> None:
    client.force_login(directorate)

    assert posted(client, sent, PDF, "text/html") == 302

    version = PlanVersion.objects.select_related("signed_file", "plan").get()
    assert version.signed_file is not None
    assert version.signed_file.file_name == kept
    assert version.signed_file.file.name.endswith(f"{version.signed_file.sha256}.pdf")
    answer = client.get(f"/plans/{version.plan.slug}/versions/1/signed/")
    assert b"".join(answer.streaming_content) == PDF
    header = unquote(answer["Content-Disposition"])
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        "application/octet-stream",
        "nosniff",
    )
    assert header.startswith("attachment;")
    assert not set("\r\n\u202e/") & set(header)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("программа.exe", b"MZ\x90\x00", "не похож на подписанный документ"),
        ("решение.pdf", b"MZ\x90\x00", "не документ и не скан"),
        ("решение.pdf", b"<script>alert(1)</script>", "не документ и не скан"),
        ("решение.pdf", b"", "пуст"),
    ],
)
def test_what_is_no_signed_document_approves_nothing(
    client: Client, directorate: User, name: str, content: bytes, told: str
) -> None:
    client.force_login(directorate)
    plan = make_draft()
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    documents = SourceDocument.objects.count()

    answer = client.post(
        f"/plans/{plan.slug}/approval/approve/",
        {
            "revision": Plan.objects.get().revision,
            "body_text": "решением Собрания",
            "approved_on": "2023-01-20",
            "signed": SimpleUploadedFile(name, content),
        },
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page
    assert 'value="решением Собрания"' in page
    assert (PlanVersion.objects.count(), SourceDocument.objects.count()) == (0, documents)
    assert Plan.objects.get().state == PlanState.IN_REVIEW


@pytest.mark.parametrize("name", ["реш\0ение.pdf", "реш\u202eение.pdf", "реш\ud800ение.pdf"])
def test_a_name_given_past_the_browser_is_made_plain_too(name: str) -> None:
    plan = make_draft(PlanState.PUBLISHED)
    signed = SignedFile(BytesIO(PDF), name)
    fields = {one: getattr(APPROVAL, one) for one in APPROVAL.__dataclass_fields__}

    version = freeze_version(
        plan=plan, approval=Approval(**{**fields, "signed": signed}), actor=SYSTEM, now=NOW
    )

    assert version.signed_file is not None
    assert version.signed_file.file_name in {"реш ение.pdf", "решение.pdf"}
