"""The checker finds the same in a plan whatever format it came in."""

from collections.abc import Iterable

import pytest
from tests.planbook.checks.corpus import CORPUS, PLANS, checked

from planbook.checks import check_plan
from planbook.cli.reading import read
from planbook.findings import Finding

pytestmark = pytest.mark.slow
# Printing and drawing of cells may fold two spaces into one.
FOLDED = "text.double_space"


@pytest.mark.parametrize("variant", ["rich.docx", "plain.odt", "sheet.xlsx", "print.pdf"])
@pytest.mark.parametrize("slug", PLANS)
def test_same_remarks_from_every_format(slug: str, variant: str) -> None:
    found = check_plan(read(CORPUS / slug / "variants" / variant))

    assert [one.code for one in found if one.code != FOLDED] == [
        one.code for one in checked(slug) if one.code != FOLDED
    ]


@pytest.mark.parametrize("slug", PLANS)
def test_repairs_of_a_word_document_differ_in_hard_spaces_only(slug: str) -> None:
    found = check_plan(read(CORPUS / slug / "variants" / "rich.docx"))

    assert words(found) == words(checked(slug))


def words(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Return before and after of every repair, hard spaces written as ordinary ones."""
    repairs = [one.repair for one in findings if one.repair is not None]
    return [
        (one.before.replace("\u00a0", " "), one.after.replace("\u00a0", " ")) for one in repairs
    ]
