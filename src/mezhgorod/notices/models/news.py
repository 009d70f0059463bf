from django.db import models

from mezhgorod.planning.models import Plan


class RowNews(models.Model):
    """What is new about one row of a plan: several changes in a short time are one piece of news.

    `base` is the row as readers know it. Until `told_at` further changes of the row join; then
    `words` say what was told; they are empty where the changes took each other back.
    """

    plan = models.ForeignKey(
        Plan, verbose_name="план", on_delete=models.CASCADE, related_name="row_news"
    )
    row_key = models.CharField("какая строка", max_length=60)
    event_uid = models.UUIDField("мероприятие", null=True, blank=True)
    base = models.JSONField("было у читателей", null=True, blank=True)
    first_change_id = models.PositiveBigIntegerField("с какого изменения")
    last_change_id = models.PositiveBigIntegerField("по какое изменение")
    first_at = models.DateTimeField("первое изменение")
    last_at = models.DateTimeField("последнее изменение")
    told_at = models.DateTimeField("рассказано", null=True, blank=True)
    is_public = models.BooleanField("для всех", default=False)
    kind = models.CharField("вид письма", max_length=40, blank=True)
    title = models.TextField("мероприятие словами", blank=True)
    words = models.TextField("что изменилось", blank=True)
    reason = models.TextField("причина", blank=True)
    told = models.JSONField("строка, о которой рассказано", null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = "новость о строке"
        verbose_name_plural = "новости о строках"
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "row_key"),
                condition=models.Q(told_at__isnull=True),
                name="row_news_one_untold",
            ),
        )
        indexes = (
            models.Index(fields=("told_at", "last_at"), name="row_news_queue"),
            models.Index(fields=("plan", "row_key"), name="row_news_row"),
        )

    def __str__(self) -> str:
        return self.title or self.row_key


class NewsTopic(models.Model):
    """Under which thing that is followed a told piece of news stands."""

    news = models.ForeignKey(
        RowNews, verbose_name="новость", on_delete=models.CASCADE, related_name="under"
    )
    kind = models.CharField("за чем", max_length=10)
    object_key = models.CharField("за чем именно", max_length=64)

    class Meta:
        ordering = ("news", "id")
        verbose_name = "тема новости"
        verbose_name_plural = "темы новостей"
        constraints = (
            models.UniqueConstraint(
                fields=("news", "kind", "object_key"), name="news_topic_identity"
            ),
        )
        indexes = (models.Index(fields=("kind", "object_key"), name="news_topic_object"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.object_key}"
