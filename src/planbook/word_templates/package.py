"""The package of a template: opened under limits, refused where it could do harm, written again."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile

from lxml import etree

from planbook.errors import UnreadableDocument
from planbook.readers.archive import Archive, is_zip
from planbook.readers.docx.package import Package
from planbook.readers.limits import MEBIBYTE, Limits
from planbook.readers.refusals import refusal
from planbook.readers.xml import Element, parse_part

TEMPLATE_LIMITS = Limits(
    file_size=10 * MEBIBYTE,
    unpacked_size=60 * MEBIBYTE,
    part_size=20 * MEBIBYTE,
    archive_entries=500,
    elements_at_once=300_000,
    tags=600_000,
    rows=2_000,
    cells=20_000,
    paragraphs=20_000,
)
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_TYPES = "[Content_Types].xml"
_NO_DATE = (1980, 1, 1, 0, 0, 0)
# Kinds of relations that bring code or foreign documents with them.
_HARMFUL_RELATIONS = {
    "vbaProject": "макросы",
    "wordVbaData": "макросы",
    "oleObject": "внедрённый объект другой программы",
    "package": "внедрённый файл",
    "control": "элемент управления ActiveX",
    "aFChunk": "вложенный документ",
    "subDocument": "вложенный документ",
    "attachedToolbars": "панель с макросами",
    "keyMapCustomizations": "назначенные клавишам макросы",
    "mailMergeSource": "источник слияния",
    "mailMergeHeaderSource": "источник слияния",
    "frame": "рамка с другим документом",
}
# An external template is only forgotten: documents made from a form of an office often name one.
_FORGOTTEN_RELATIONS = frozenset({"attachedTemplate"})
_HARMLESS_LINK = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_HARMFUL_FIELD = re.compile(
    r"^\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|MACROBUTTON|EMBED|DATABASE)\b",
    re.IGNORECASE,
)
_FILLED_KINDS = ("header", "footer", "footnotes", "endnotes")
_PLACES = {
    "header": "верхний колонтитул",
    "footer": "нижний колонтитул",
    "footnotes": "сноски",
    "endnotes": "концевые сноски",
}


class TemplatePackage:
    """A template that is opened: its parts with text as trees, the others as they are.

    Raises:
        UnreadableDocument: no .docx, damaged, too large, with macros, embedded objects or links
            to the outside.
    """

    def __init__(self, data: bytes, *, file_name: str) -> None:
        self.file_name = file_name
        if len(data) > TEMPLATE_LIMITS.file_size:
            raise refusal("file.too_large", file_name, limit=TEMPLATE_LIMITS.file_size // MEBIBYTE)
        if not is_zip(data):
            raise _refused(file_name, "это не файл .docx.", "Сохраните шаблон в Word как .docx.")
        self._archive = Archive(data, file_name=file_name, limits=TEMPLATE_LIMITS)
        self._changed: dict[str, bytes] = {}
        self._check_types()
        package = Package(self._archive)
        if package.main_part not in self._archive:
            raise refusal("archive.part_missing", file_name)
        self._check_relations()
        self.main_name = package.main_part
        self.trees: dict[str, Element] = {self.main_name: self._parsed(self.main_name)}
        self.places: dict[str, str] = {self.main_name: ""}
        for kind in _FILLED_KINDS:
            for name in package.parts(kind):
                self.trees[name] = self._parsed(name)
                self.places[name] = _PLACES[kind]

    @property
    def main(self) -> Element:
        """The tree of the document itself."""
        return self.trees[self.main_name]

    def written(self) -> bytes:
        """Return the package with the trees as they are now; same trees, same bytes."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self._archive.names:
                if not name.endswith("/"):
                    archive.writestr(_entry(name), self._bytes(name))
        return target.getvalue()

    def _bytes(self, name: str) -> bytes:
        if name in self.trees:
            return etree.tostring(
                self.trees[name], xml_declaration=True, encoding="UTF-8", standalone=True
            )
        return self._changed.get(name) or self._archive.read(name)

    def _parsed(self, name: str) -> Element:
        root = parse_part(self._archive, name)
        for element in root.iter("{*}instrText", "{*}fldSimple"):
            words = element.text or ""
            told = (str(v) for k, v in element.items() if str(k).endswith("}instr"))
            instruction = next(told, words)
            if _HARMFUL_FIELD.match(instruction):
                what = f"поле Word {instruction.split()[0].upper()[:20]}"
                raise _harmful(self.file_name, what)
        if next(root.iter("{*}altChunk", "{*}object", "{*}control", "{*}subDoc"), None) is not None:
            raise _harmful(self.file_name, "внедрённый объект")
        return root

    def _check_types(self) -> None:
        if _TYPES not in self._archive:
            raise refusal("archive.not_a_document", self.file_name)
        root = parse_part(self._archive, _TYPES)
        kinds = [one.get("ContentType", "") for one in root if isinstance(one.tag, str)]
        if any("macroEnabled" in kind or "vbaProject" in kind for kind in kinds):
            raise _harmful(self.file_name, "макросы")
        if _TEMPLATE in kinds:
            for one in root:
                if one.get("ContentType") == _TEMPLATE:
                    one.set("ContentType", _DOCUMENT)
            self._changed[self._name(_TYPES)] = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        elif _DOCUMENT not in kinds:
            raise _refused(
                self.file_name, "это не документ Word.", "Сохраните шаблон в Word как .docx."
            )

    def _name(self, wanted: str) -> str:
        return next(name for name in self._archive.names if name.lower() == wanted.lower())

    def _check_relations(self) -> None:
        for name in self._archive.names:
            if name.lower().endswith(".rels"):
                self._check_relations_of(name)
            folder = posixpath.dirname(name).lower()
            if folder.endswith(("/embeddings", "/activex")) or name.lower().endswith(".bin"):
                raise _harmful(self.file_name, "внедрённый объект")

    def _check_relations_of(self, name: str) -> None:
        root = parse_part(self._archive, name)
        forgotten = []
        for relation in root:
            kind = (relation.get("Type") or "").rpartition("/")[2]
            if kind in _HARMFUL_RELATIONS:
                raise _harmful(self.file_name, _HARMFUL_RELATIONS[kind])
            if kind in _FORGOTTEN_RELATIONS:
                forgotten.append(relation)
            elif relation.get("TargetMode") == "External":
                target = relation.get("Target") or ""
                if kind != "hyperlink" or not _HARMLESS_LINK.match(target):
                    raise _harmful(self.file_name, f"связь с внешним файлом «{target[:80]}»")
        if forgotten:
            for relation in forgotten:
                root.remove(relation)
            self._changed[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            self._forget_attached_template(name)

    def _forget_attached_template(self, relations: str) -> None:
        folder, base = posixpath.split(relations)
        part = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
        if part not in self._archive:
            return
        root = parse_part(self._archive, part)
        for element in list(root.iter("{*}attachedTemplate")):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        self._changed[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    entry.create_system = 3
    return entry


def _harmful(file_name: str, what: str) -> UnreadableDocument:
    remedy = "Уберите это из шаблона в Word, сохраните его как .docx и загрузите снова."
    return _refused(file_name, f"в шаблоне есть {what}: такое не принимается.", remedy)


def _refused(file_name: str, cause: str, remedy: str) -> UnreadableDocument:
    return UnreadableDocument("template.refused", file_name=file_name, cause=cause, remedy=remedy)
