"""Pictures inside a Word document (DrawingML, ISO/IEC 29500-1, 20.4), with words for the blind."""

from __future__ import annotations

from dataclasses import dataclass

from planbook.documents.printed import PrintedImage
from planbook.writers.docx.markup import EMU_IN_MILLIMETRE, JUSTIFICATION, quoted
from planbook.writers.pictures import media_type_of, pixels_of

_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture with its place in the package; `target` is relative to the folder `word`."""

    number: int
    image: PrintedImage
    size: tuple[int, int]

    @property
    def identifier(self) -> str:
        """The identifier of the relation; the first ones belong to other parts."""
        return f"rId{self.number + 10}"

    @property
    def target(self) -> str:
        """Where the bytes stand."""
        extension = media_type_of(self.image.data).removeprefix("image/")
        return f"media/image{self.number}.{extension}"

    def markup(self) -> str:
        """Return the paragraph that holds the picture."""
        width = round(self.image.width * EMU_IN_MILLIMETRE)
        height = round(width * self.size[1] / self.size[0])
        extent = f'cx="{width}" cy="{height}"'
        words = quoted(self.image.alternative)
        properties = f'id="{self.number}" name="Изображение {self.number}" descr={words}'
        return (
            '<w:p><w:pPr><w:pStyle w:val="BodyText"/>'
            f'<w:jc w:val="{JUSTIFICATION[self.image.align]}"/></w:pPr><w:r><w:drawing>'
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
            f'<wp:docPr {properties}/><a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic>'
            f"<pic:nvPicPr><pic:cNvPr {properties}/><pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{self.identifier}"/><a:stretch><a:fillRect/>'
            '</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        )


def placed_pictures(images: list[PrintedImage]) -> dict[int, PlacedPicture]:
    """Return the pictures that can be shown, by the identity of their images."""
    placed: dict[int, PlacedPicture] = {}
    for image in images:
        size = pixels_of(image.data)
        if size and id(image) not in placed:
            placed[id(image)] = PlacedPicture(len(placed) + 1, image, size)
    return placed
