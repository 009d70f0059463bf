from django.db import models


class Clock(models.Model):
    """How far regular work has come; one row per work.

    `holder` has the work in hands until `held_until`, so that two processes never do it together;
    a process that died frees it by that time.
    """

    name = models.CharField("какая работа", max_length=40, unique=True)
    last_id = models.PositiveBigIntegerField("до какой записи", default=0)
    last_at = models.DateTimeField("до какого момента", null=True, blank=True)
    last_on = models.DateField("за какой день", null=True, blank=True)
    holder = models.CharField("кто занят", max_length=40, blank=True)
    held_until = models.DateTimeField("занято до", null=True, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = "регулярная работа"
        verbose_name_plural = "регулярные работы"

    def __str__(self) -> str:
        return self.name
