"""The emblem of an organization: who may load it, what is refused, where it is printed."""

import io
import struct
import zipfile
import zlib

import pytest
from django.test import Client
from tests.factories.html import texts, words
from tests.factories.plans import make_item, make_plan, make_section

from mezhgorod.planning.models import Plan
from mezhgorod.registry.models import AuditEntry, OrganizationLogo, User

pytestmark = [pytest.mark.django_db, pytest.mark.http]


def png(side: int = 2) -> bytes:
    """A picture of grey points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    lines = zlib.compress((b"\0" + b"\x80" * side) * side)
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


@pytest.fixture
def staff(client: Client, directorate: User) -> Client:
    client.force_login(directorate)
    return client


@pytest.fixture
def plan() -> Plan:
    made = make_plan()
    make_item(make_section(made))
    return made


def send(client: Client, plan: Plan, content: bytes = b"", **fields: str) -> str:
    file = io.BytesIO(content)
    file.name = "герб.png"
    posted = {"logo": file, **fields} if content else fields
    return words(client.post(f"/layouts/logo/{plan.owner.slug}/", posted, follow=True))


def pictures(client: Client, plan: Plan) -> list[str]:
    answer = client.get(f"/plans/{plan.slug}/files/plan.docx")
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    return [name for name in names if name.startswith("word/media/")]


def test_an_emblem_is_printed_above_the_plan(staff: Client, plan: Plan) -> None:
    before = pictures(staff, plan)

    told = send(staff, plan, png())

    assert "Эмблема сохранена: она печатается над планами." in told
    assert (before, len(pictures(staff, plan))) == ([], 1)


def test_an_emblem_is_taken_away(staff: Client, plan: Plan) -> None:
    send(staff, plan, png())

    send(staff, plan, do="delete")

    assert (OrganizationLogo.objects.count(), pictures(staff, plan)) == (0, [])


def test_the_journal_tells_what_became_of_an_emblem(
    staff: Client, plan: Plan, directorate: User
) -> None:
    send(staff, plan, do="delete")
    for content in (png(), png(3)):
        send(staff, plan, content)
    send(staff, plan, b"<svg>")
    send(staff, plan, do="delete")

    told = AuditEntry.objects.order_by("pk").values_list("action", "summary", "owner", "by")
    here = (plan.owner_id, directorate.pk)
    assert list(told) == [
        ("logo.save", "Эмблема загружена.", *here),
        ("logo.save", "Эмблема заменена.", *here),
        ("logo.delete", "Эмблема убрана.", *here),
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"", "Это не изображение PNG или JPEG", id="nothing"),
        pytest.param(b"<svg onload=alert(1)>", "Это не изображение PNG или JPEG", id="markup"),
        pytest.param(png()[:40] + b"\0" * 60, "оно повреждено", id="broken inside"),
        pytest.param(png(4001), "его сторона больше 4000 точек", id="too many points"),
        pytest.param(png() + b"\0" * 1024 * 1024, "Эмблема больше 1 МБ", id="too large"),
    ],
)
def test_what_is_no_emblem_is_refused(staff: Client, plan: Plan, content: bytes, told: str) -> None:
    answer = send(staff, plan, content)

    assert (told in answer, OrganizationLogo.objects.count()) == (True, 0)


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_others_may_not_load_an_emblem(client: Client, plan: Plan, is_signed_in: bool) -> None:
    if is_signed_in:
        client.force_login(User.objects.create_user("visitor"))

    answer = client.post(f"/layouts/logo/{plan.owner.slug}/", {"logo": io.BytesIO(png())})

    assert (answer.status_code, OrganizationLogo.objects.count()) == (
        403 if is_signed_in else 302,
        0,
    )


def test_the_page_says_whether_there_is_an_emblem(staff: Client, plan: Plan) -> None:
    before = texts(staff.get("/layouts/"), "//form[input[@type='hidden']]//button")
    send(staff, plan, png())

    after = texts(staff.get("/layouts/"), "//form[input[@type='hidden']]//button")
    assert ("Загрузить эмблему" in before, "Да, убрать эмблему" in after) == (True, True)
