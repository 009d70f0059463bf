"""The form of a material: a file, a photo or a link."""

from __future__ import annotations

from typing import Any

from django import forms

from mezhgorod.outcomes.models import Material
from mezhgorod.outcomes.rules import MaterialKind
from mezhgorod.website.forms.outcomes import text, web_address

PHOTO_ENDINGS = (".jpg", ".jpeg", ".png", ".webp")


class MaterialForm(forms.Form):
    """A new material, or the words of one that is kept."""

    title = text("Название", 300, hint="Без него будет имя файла.")
    file = forms.FileField(
        label="Файл или фотография",
        required=False,
        max_length=255,
        help_text="Word, Excel, PDF, презентация; фотография JPEG, PNG или WebP.",
    )
    url = web_address("или ссылка")
    alternative = text(
        "Что на фотографии",
        500,
        hint="Обязательно для фотографий: это читают тем, кто их не видит.",
    )
    is_public = forms.BooleanField(
        label="Показывать всем, когда итоги опубликованы",
        required=False,
        help_text="На фотографиях с людьми нужно их согласие.",
    )

    def __init__(self, *args: Any, stored: Material | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = stored
        if stored is None:
            return
        del self.fields["file"]
        if stored.kind != MaterialKind.LINK:
            del self.fields["url"]
        if stored.kind != MaterialKind.PHOTO:
            del self.fields["alternative"]
        for name, field in self.fields.items():
            field.initial = getattr(stored, name)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data.setdefault("alternative", "")
        data.setdefault("file", None)
        file = data["file"]
        if self.stored is None and not file and not data.get("url") and not self.errors:
            self.add_error("file", "Выберите файл или вставьте ссылку.")
        is_photo = (
            self.stored.kind == MaterialKind.PHOTO
            if self.stored
            else bool(file) and file.name.lower().endswith(PHOTO_ENDINGS)
        )
        if is_photo and not data["alternative"]:
            self.add_error("alternative", "Опишите, что на фотографии.")
        if not data.get("title"):
            data["title"] = (file.name if file else data.get("url", ""))[:300]
        return data
