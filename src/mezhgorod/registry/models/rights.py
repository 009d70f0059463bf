from django.db import models
from django.db.models import F, Q

from mezhgorod.registry.models.body import Body
from mezhgorod.registry.models.organization import Organization
from mezhgorod.registry.models.user import User
from mezhgorod.registry.rules import Role


class RoleGrant(models.Model):
    """A role of a person in an association or region, for some time or always.

    A deputy during a leave is a grant of its own with both days set.
    """

    user = models.ForeignKey(
        User, verbose_name="кому", on_delete=models.CASCADE, related_name="role_grants"
    )
    role = models.CharField("роль", max_length=12, choices=Role.choices)
    owner = models.ForeignKey(
        Organization,
        verbose_name="в какой ассоциации или регионе",
        on_delete=models.CASCADE,
        related_name="role_grants",
    )
    body = models.ForeignKey(
        Body,
        verbose_name="в каком органе",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="role_grants",
    )
    party = models.ForeignKey(
        Organization,
        verbose_name="от чьего имени",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="spoken_for_by",
    )
    since_on = models.DateField("с какого дня", null=True, blank=True)
    until_on = models.DateField("по какой день", null=True, blank=True)

    class Meta:
        ordering = ("owner", "role", "user")
        verbose_name = "роль человека"
        verbose_name_plural = "роли людей"
        constraints = (
            models.UniqueConstraint(
                fields=("user", "role", "owner", "body", "party", "since_on"),
                name="role_grant_identity",
            ),
            models.CheckConstraint(
                condition=Q(since_on__isnull=True)
                | Q(until_on__isnull=True)
                | Q(since_on__lte=F("until_on")),
                name="role_grant_validity_ordered",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class PersonalLink(models.Model):
    """An address that opens one task without an account: propose, answer, confirm.

    The secret of the address is derived from `nonce` and the key of the installation, so a copy of
    the database alone opens nothing; a new nonce makes every printed address useless.
    """

    right = models.CharField("что можно сделать", max_length=60)
    object_id = models.PositiveBigIntegerField("с чем")
    owner = models.ForeignKey(
        Organization, verbose_name="чей", on_delete=models.CASCADE, related_name="personal_links"
    )
    party = models.ForeignKey(
        Organization,
        verbose_name="кому выдана",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="links_given",
    )
    label = models.CharField("для чего", max_length=300, blank=True)
    nonce = models.CharField("соль", max_length=40, editable=False)
    expires_at = models.DateTimeField("действует до")
    withdrawn_at = models.DateTimeField("отозвана", null=True, blank=True)
    last_used_at = models.DateTimeField("открывали", null=True, blank=True)
    created_at = models.DateTimeField("выдана")
    created_by = models.ForeignKey(
        User,
        verbose_name="кем выдана",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("-created_at", "-id")
        verbose_name = "личная ссылка"
        verbose_name_plural = "личные ссылки"
        indexes = (models.Index(fields=("right", "object_id"), name="personal_link_task"),)

    def __str__(self) -> str:
        return self.label or self.right


class AuditEntry(models.Model):
    """Who did what to which object, when and why, with the values before and after.

    Written by actions in the same transaction; never changed. `object_kind` and `object_id` name
    the object also after it has gone.
    """

    at = models.DateTimeField("когда")
    by = models.ForeignKey(
        User,
        verbose_name="кто",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    link = models.ForeignKey(
        PersonalLink,
        verbose_name="по какой ссылке",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    owner = models.ForeignKey(
        Organization,
        verbose_name="в чьих делах",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    action = models.CharField("действие", max_length=60)
    object_kind = models.CharField("вид объекта", max_length=40)
    object_id = models.CharField("номер объекта", max_length=40)
    summary = models.TextField("что сделано")
    reason = models.TextField("почему", blank=True)
    before = models.JSONField("было", null=True, blank=True)
    after = models.JSONField("стало", null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = "запись журнала"
        verbose_name_plural = "журнал"
        indexes = (models.Index(fields=("object_kind", "object_id"), name="audit_object"),)

    def __str__(self) -> str:
        return self.summary
