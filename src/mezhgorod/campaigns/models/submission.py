from django.conf import settings
from django.db import models

from mezhgorod.campaigns.models.campaign import Campaign
from mezhgorod.campaigns.rules import RowChoice, RowOrigin, RowState, SubmissionState
from mezhgorod.planning.models import PlanItem
from mezhgorod.registry.models import Organization


class Submission(models.Model):
    """What one city or department proposes in one campaign, and where it is on its way."""

    campaign = models.ForeignKey(
        Campaign, verbose_name="сбор", on_delete=models.CASCADE, related_name="submissions"
    )
    party = models.ForeignKey(
        Organization, verbose_name="кто предлагает", on_delete=models.PROTECT,
        related_name="submissions",
    )  # fmt: skip
    section_heading = models.TextField("раздел по умолчанию", blank=True)
    state = models.CharField(
        "состояние",
        max_length=12,
        choices=SubmissionState.choices,
        default=SubmissionState.NOT_STARTED,
    )
    due_on = models.DateField("срок продлён до", null=True, blank=True)
    remark = models.TextField("замечание", blank=True)
    nothing_reason = models.TextField("почему предложений нет", blank=True)
    submitted_at = models.DateTimeField("направлено", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="кем",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    reminded_at = models.DateTimeField("напоминали", null=True, blank=True)
    touched_at = models.DateTimeField("последнее действие", null=True, blank=True)
    revision = models.PositiveIntegerField("номер изменения", default=0)

    class Meta:
        ordering = ("campaign", "party__name")
        verbose_name = "предложения организации"
        verbose_name_plural = "предложения организаций"
        constraints = (
            models.UniqueConstraint(fields=("campaign", "party"), name="submission_identity"),
        )

    def __str__(self) -> str:
        return f"{self.party}: {self.get_state_display()}"


class ProposedRow(models.Model):
    """One row somebody proposes: words, what was understood of them, where it is on its way.

    `cells` are pairs of a role and a text, `row` the understood row in the storage form of
    `planbook.plans`. `sequence` grows with every change of the words: who saves names the one they
    have seen. `token` is given by the page that made the row, so that a second press makes none.
    """

    submission = models.ForeignKey(
        Submission, verbose_name="чьи предложения", on_delete=models.CASCADE, related_name="rows"
    )
    position = models.PositiveIntegerField("по порядку")
    origin = models.CharField("откуда", max_length=8, choices=RowOrigin.choices)
    carried_item = models.ForeignKey(
        PlanItem,
        verbose_name="строка прошлого плана",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    choice = models.CharField(
        "что с ней делать",
        max_length=10,
        choices=RowChoice.choices,
        default=RowChoice.UNDECIDED,
    )
    section_heading = models.TextField("раздел", blank=True)
    carried_cells = models.JSONField("ячейки прошлого плана", default=list, blank=True)
    cells = models.JSONField("ячейки", default=list)
    row = models.JSONField("что понято", default=dict)
    hints = models.JSONField("подсказки", default=list, blank=True)
    state = models.CharField(
        "состояние", max_length=10, choices=RowState.choices, default=RowState.DRAFT
    )
    remark = models.TextField("замечание", blank=True)
    refusal_ground = models.CharField("основание отказа", max_length=40, blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name="объединена с",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="merged_rows",
    )
    item = models.ForeignKey(
        PlanItem,
        verbose_name="строка нового плана",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    sequence = models.PositiveIntegerField("сколько раз менялась", default=1)
    token = models.CharField("ключ страницы", max_length=60, blank=True)
    updated_at = models.DateTimeField("изменена")

    class Meta:
        ordering = ("submission", "position", "id")
        verbose_name = "предложенная строка"
        verbose_name_plural = "предложенные строки"
        indexes = (models.Index(fields=("submission", "state"), name="proposed_row_state"),)
        constraints = (
            models.UniqueConstraint(
                fields=("submission", "token"),
                condition=~models.Q(token=""),
                name="proposed_row_token",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """What the row is called, as its author wrote it; also of a row not yet understood."""
        return str(self.row.get("title") or self.text("title") or "без названия")

    def text(self, role: str) -> str:
        """The words under a role, empty where there are none."""
        return next((str(text) for name, text in self.cells if name == role), "")
