"""Files of an open dataset, at the addresses of its passport; drafts that say what they are."""

import csv
import io
import json
import zipfile
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.cast import directorate
from tests.factories.sent_tables import SENT_AT, sent

from mezhgorod.exchanges.rules import Reading

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day after the tables of the tests are sent out."""
    monkeypatch.setattr(timezone, "now", lambda: SENT_AT.replace(month=6, day=1))


def test_files_stand_at_the_addresses_of_the_passport() -> None:
    found = sent(reading=Reading.PUBLIC)
    client = Client()
    content = client.get(f"/exchanges/rounds/{found.pk}/files/dataset.zip").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        told = {name: archive.read(name) for name in archive.namelist()}
    meta = dict(csv.reader(io.StringIO(told["meta.csv"].decode(), newline="")))
    addresses = {
        name: urlsplit(meta[name]).path for name in meta if name.startswith(("data-", "structure-"))
    }

    assert len(addresses) == 2
    for name, path in addresses.items():
        assert client.get(path).content == told[f"{name}.csv"]
    assert client.get(f"/exchanges/rounds/{found.pk}/dataset/passport.csv").status_code == 200
    assert client.get(f"/exchanges/rounds/{found.pk}/dataset/other.csv").status_code == 404


def test_files_of_a_table_for_members_are_for_nobody() -> None:
    found = sent(reading=Reading.PUBLIC, days=300)
    path = f"/exchanges/rounds/{found.pk}/dataset/meta.csv"
    staff = Client()
    staff.force_login(directorate())

    # A stranger is asked who he is, and the staff finds no open data.
    assert (Client().get(path).status_code, staff.get(path).status_code) == (302, 404)


def test_only_a_table_that_is_no_version_is_called_preliminary() -> None:
    found = sent(reading=Reading.PUBLIC)
    staff = Client()
    staff.force_login(directorate())
    path = f"/exchanges/rounds/{found.pk}/files/table.json"
    told = [json.loads(staff.get(path + query).content) for query in ("", "?version=draft")]

    assert [one["is_preliminary"] for one in told] == [False, True]
