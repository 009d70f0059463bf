"""The fixed people of the tests. Everybody has the same reason to be here in every test."""

from mezhgorod.registry.models import User

PASSWORD = "Вологда-2023-план"  # noqa: S105 -- everybody in the tests has it


def directorate() -> User:
    """The executive directorate: active staff, loads documents and applies them."""
    return User.objects.create_user("directorate", password=PASSWORD, is_staff=True)


def outsider() -> User:
    """A reader with an account and no rights: must see nothing unpublished, may load nothing."""
    return User.objects.create_user("outsider", password=PASSWORD)
