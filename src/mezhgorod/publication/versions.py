"""A frozen version of a plan as a file: the same bytes whenever it is asked for."""

from __future__ import annotations

from dataclasses import replace

from mezhgorod.planning.models import PlanVersion
from mezhgorod.planning.queries.versions import version_draft, version_layout
from mezhgorod.planning.rules.workflow import day_words
from mezhgorod.publication.files import WrittenFile
from planbook.documents.printed import PrintedDocument
from planbook.layouts import Layout, arrange, flatten
from planbook.plans import PlanDraft
from planbook.writers import WRITERS, Takes

# In which forms a version is handed out; a calendar follows the living plan only.
VERSION_FORMATS = ("docx", "pdf", "xlsx", "html", "csv", "json")
_FOOT = "{footer}   {words}"


def version_words(version: PlanVersion) -> str:
    """Return how an edition is called in print: «Редакция 2 от 3 апреля 2023 г. № 5»."""
    words = f"Редакция {version.number}"
    if version.approved_on is not None:
        words += f" от {day_words(version.approved_on)}"
    return f"{words} № {version.document_number}" if version.document_number else words


def version_file(*, version: PlanVersion, extension: str) -> WrittenFile:
    """Write a version in the layout it was frozen with.

    Raises:
        KeyError: the format is not written for versions.
    """
    if extension not in VERSION_FORMATS:
        raise KeyError(extension)
    writer = WRITERS[extension]
    draft = version_draft(version)
    made: object = draft
    if writer.takes is Takes.PRINTED:
        made = printed_version(version, draft)
    elif writer.takes is Takes.FLAT:
        made = flatten(draft, version_layout(version))
    content = writer.write(made, created=version.created_at)
    name = f"{draft.title} (редакция {version.number}).{extension}"
    return WrittenFile(content, writer.media_type, name)


def printed_version(version: PlanVersion, draft: PlanDraft | None = None) -> PrintedDocument:
    """Arrange a version for print; its foot names the edition where the layout has one."""
    layout = _with_edition(version_layout(version), version)
    logo = bytes(version.logo) if version.logo and layout.title_block.has_logo else None
    return arrange(draft or version_draft(version), layout, logo=logo)


def _with_edition(layout: Layout, version: PlanVersion) -> Layout:
    if not layout.footer.strip():
        return layout
    return replace(
        layout, footer=_FOOT.format(footer=layout.footer.strip(), words=version_words(version))
    )
