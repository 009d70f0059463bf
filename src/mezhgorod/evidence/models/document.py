from django.conf import settings
from django.db import models


class SourceDocument(models.Model):
    """A file as it was sent: kept byte for byte, known by its checksum, never changed."""

    sha256 = models.CharField("контрольная сумма SHA-256", max_length=64, unique=True)
    file = models.FileField("файл", upload_to="documents/%Y", max_length=300)
    file_name = models.CharField("имя файла", max_length=255)
    format_name = models.CharField("вид файла", max_length=20, blank=True)
    size = models.PositiveBigIntegerField("размер, байт")
    origin = models.TextField("происхождение", blank=True)
    uploaded_at = models.DateTimeField("загружен")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кем загружен",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("-uploaded_at",)
        verbose_name = "исходный документ"
        verbose_name_plural = "исходные документы"

    def __str__(self) -> str:
        return self.file_name
