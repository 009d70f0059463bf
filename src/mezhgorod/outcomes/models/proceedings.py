from django.db import models

from mezhgorod.outcomes.models.held_event import FactSource, HeldEvent
from mezhgorod.outcomes.rules import AgendaKind, AwardKind, TalkRole, TaskState
from mezhgorod.registry.models import (
    Decision,
    Municipality,
    Organization,
    Person,
    Post,
    Tenure,
)


class Talk(models.Model):
    """Somebody spoke or led: the name, the office and the city as they were on that day."""

    held_event = models.ForeignKey(
        HeldEvent, verbose_name="мероприятие", on_delete=models.CASCADE, related_name="talks"
    )
    position = models.PositiveIntegerField("по порядку")
    role = models.CharField(
        "роль", max_length=10, choices=TalkRole.choices, default=TalkRole.SPEAKER
    )
    name = models.CharField("имя", max_length=200, blank=True)
    person = models.ForeignKey(
        Person,
        verbose_name="человек",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="talks",
    )
    post = models.CharField("должность на тот день", max_length=300, blank=True)
    affiliation = models.CharField("откуда", max_length=300, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name="город",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="talks",
    )
    title = models.TextField("тема выступления", blank=True)
    is_name_public = models.BooleanField("имя можно показывать всем", default=False)
    source = models.ForeignKey(
        FactSource, verbose_name="источник", on_delete=models.CASCADE, related_name="talks"
    )

    class Meta:
        ordering = ("held_event", "position", "id")
        verbose_name = "выступление"
        verbose_name_plural = "выступления"

    def __str__(self) -> str:
        return self.name or self.affiliation or self.title


class AgendaItem(models.Model):
    """A question of a meeting: who reported, how it was voted, what was decided, who elected.

    An election names an office of the directory or only words, a person of the directory or only
    words. What a person has confirmed stands in the directory as `tenure`; `undo_data` holds the
    numbers of the journal entries that confirming has made.
    """

    held_event = models.ForeignKey(
        HeldEvent, verbose_name="заседание", on_delete=models.CASCADE, related_name="agenda"
    )
    position = models.PositiveIntegerField("по порядку")
    kind = models.CharField(
        "вид", max_length=10, choices=AgendaKind.choices, default=AgendaKind.QUESTION
    )
    title = models.TextField("вопрос")
    reporter = models.CharField("докладчик", max_length=300, blank=True)
    decision_text = models.TextField("решили", blank=True)
    decision = models.ForeignKey(
        Decision,
        verbose_name="решение органа",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="agenda_items",
    )
    votes_for = models.PositiveIntegerField("за", null=True, blank=True)
    votes_against = models.PositiveIntegerField("против", null=True, blank=True)
    votes_abstained = models.PositiveIntegerField("воздержались", null=True, blank=True)
    elected = models.CharField("кого избрали", max_length=300, blank=True)
    office = models.CharField("на какую должность", max_length=200, blank=True)
    post = models.ForeignKey(
        Post,
        verbose_name="должность в справочнике",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="agenda_items",
    )
    person = models.ForeignKey(
        Person,
        verbose_name="человек",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="agenda_items",
    )
    term_text = models.CharField("до какого времени", max_length=200, blank=True)
    tenure = models.ForeignKey(
        Tenure,
        verbose_name="полномочия",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="agenda_items",
    )
    confirmed_at = models.DateTimeField("записано в справочник", null=True, blank=True)
    undo_data = models.JSONField("записи журнала", null=True, blank=True)

    class Meta:
        ordering = ("held_event", "position", "id")
        verbose_name = "вопрос повестки"
        verbose_name_plural = "вопросы повестки"

    def __str__(self) -> str:
        return self.title


class AgreedTask(models.Model):
    """What was agreed to be done after the event: the executor is asked, not ordered."""

    held_event = models.ForeignKey(
        HeldEvent, verbose_name="мероприятие", on_delete=models.CASCADE, related_name="tasks"
    )
    position = models.PositiveIntegerField("по порядку")
    text = models.TextField("что решено сделать")
    executor_text = models.CharField("кто исполняет", max_length=300, blank=True)
    executor = models.ForeignKey(
        Organization,
        verbose_name="исполнитель",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="agreed_tasks",
    )
    is_name_public = models.BooleanField("имя исполнителя можно показывать всем", default=False)
    due_text = models.CharField("срок", max_length=200, blank=True)
    due_latest = models.DateField("не позже", null=True, blank=True)
    state = models.CharField(
        "состояние", max_length=10, choices=TaskState.choices, default=TaskState.OPEN
    )
    result = models.TextField("что сделано", blank=True)
    source = models.ForeignKey(
        FactSource, verbose_name="источник", on_delete=models.CASCADE, related_name="tasks"
    )

    class Meta:
        ordering = ("held_event", "position", "id")
        verbose_name = "поручение"
        verbose_name_plural = "поручения"

    def __str__(self) -> str:
        return self.text


class EventAward(models.Model):
    """An award handed over at an event: what, by which grantor, to whom, by whose hands."""

    held_event = models.ForeignKey(
        HeldEvent, verbose_name="мероприятие", on_delete=models.CASCADE, related_name="awards"
    )
    position = models.PositiveIntegerField("по порядку")
    kind = models.CharField(
        "вид", max_length=10, choices=AwardKind.choices, default=AwardKind.OTHER
    )
    name = models.CharField("название награды или номинация", max_length=300, blank=True)
    grantor = models.CharField("кто наградил", max_length=300, blank=True)
    winner = models.CharField("кто награждён", max_length=300, blank=True)
    person = models.ForeignKey(
        Person,
        verbose_name="человек",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="awards",
    )
    post = models.CharField("должность на тот день", max_length=300, blank=True)
    affiliation = models.CharField("откуда", max_length=300, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        verbose_name="город",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="awards",
    )
    handed_by = models.CharField("кто вручил", max_length=300, blank=True)
    is_name_public = models.BooleanField("имя можно показывать всем", default=False)
    source = models.ForeignKey(
        FactSource, verbose_name="источник", on_delete=models.CASCADE, related_name="awards"
    )

    class Meta:
        ordering = ("held_event", "position", "id")
        verbose_name = "награждение"
        verbose_name_plural = "награждения"

    def __str__(self) -> str:
        return self.winner or self.affiliation
