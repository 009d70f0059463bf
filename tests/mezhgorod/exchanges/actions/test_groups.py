import pytest
from tests.factories.people import actor_with, make_owner
from tests.factories.rounds import NOW, asked_exchange, city, runner

from mezhgorod.exchanges.actions.groups import MAX_GROUPS, GroupDraft, delete_group, save_group
from mezhgorod.exchanges.models import PartyGroup
from mezhgorod.registry.models import AuditEntry
from mezhgorod.registry.rules import NOBODY, Role, RuleViolation

pytestmark = pytest.mark.django_db


def draft(*names: str, title: str = "Речные порты") -> GroupDraft:
    return GroupDraft(title, [city(name).pk for name in names])


def saved(sent: GroupDraft | None = None, **changes: object) -> PartyGroup:
    asked_exchange("Вологда", "Псков", "Тверь")
    given = {"owner": make_owner(), "stored": None, "actor": runner(), "now": NOW, **changes}
    return save_group(draft=sent or draft("Вологда", "Псков"), **given)


def names(group: PartyGroup) -> list[str]:
    return sorted(one.spoken_name for one in group.parties.all())


def test_a_group_is_kept_with_its_cities_and_told_in_the_journal():
    group = saved(draft("Вологда", "Псков", title="  Речные \n порты "))
    assert (group.title, names(group)) == ("Речные порты", ["Вологда", "Псков"])
    entry = AuditEntry.objects.get(action="group.save")
    assert entry.summary == "Составлена группа городов «Речные порты»"
    assert entry.before is None


def test_a_changed_group_tells_what_it_was():
    group = saved()
    changed = saved(draft("Псков", "Тверь", title="Порты"), stored=group)
    assert (changed.pk, changed.title, names(changed)) == (group.pk, "Порты", ["Псков", "Тверь"])
    entry = AuditEntry.objects.filter(action="group.save").order_by("pk").last()
    assert entry.before["title"] == "Речные порты"


@pytest.mark.parametrize(
    ("title", "cities", "code"),
    [
        (" ", ("Вологда", "Псков"), "group.no_title"),
        ("Порты\x00", ("Вологда", "Псков"), "group.bad_character"),
        ("П" * 100_000, ("Вологда", "Псков"), "group.long_title"),
        ("Порты", ("Вологда",), "group.too_small"),
        ("Порты", (), "group.too_small"),
        ("Порты", ("Вологда", "Ярославль"), "group.not_asked"),
    ],
)
def test_what_is_no_group_is_refused(title: str, cities: tuple[str, ...], code: str):
    with pytest.raises(RuleViolation) as refused:
        saved(draft(*cities, title=title))
    assert refused.value.code == code
    assert not PartyGroup.objects.exists()


def test_a_title_that_is_taken_leaves_the_first_group_alone():
    saved()
    with pytest.raises(RuleViolation) as refused:
        saved(draft("Псков", "Тверь"))
    assert (refused.value.code, refused.value.field) == ("group.same_title", "title")
    assert names(PartyGroup.objects.get()) == ["Вологда", "Псков"]


def test_groups_do_not_grow_for_ever():
    owner = make_owner()
    PartyGroup.objects.bulk_create(
        PartyGroup(owner=owner, title=f"Группа {number}") for number in range(MAX_GROUPS)
    )
    with pytest.raises(RuleViolation) as refused:
        saved()
    assert refused.value.code == "group.too_many"


def test_only_who_keeps_exchanges_of_the_association_keeps_its_groups():
    group = saved()
    strangers = [
        NOBODY,
        actor_with(Role.CITY_CONTACT, make_owner(), party=city("Вологда")),
        actor_with(Role.AUDITOR, make_owner()),
        actor_with(Role.DIRECTORATE, make_owner("АСДГ")),
    ]
    for actor in strangers:
        with pytest.raises(RuleViolation, match="нет права"):
            saved(draft("Псков", "Тверь", title="Другая"), actor=actor)
        with pytest.raises(RuleViolation, match="нет права"):
            delete_group(stored=group, actor=actor, now=NOW)
    assert PartyGroup.objects.get() == group


def test_a_group_of_another_association_is_not_taken_over():
    group = saved()
    foreign = make_owner("АСДГ")
    with pytest.raises(RuleViolation) as refused:
        save_group(
            owner=foreign, stored=group, draft=draft("Вологда", "Псков"),
            actor=actor_with(Role.DIRECTORATE, foreign), now=NOW,
        )  # fmt: skip
    assert refused.value.code == "group.of_another"


def test_a_deleted_group_is_told_in_the_journal():
    group = saved()
    delete_group(stored=group, actor=runner(), now=NOW)
    assert not PartyGroup.objects.exists()
    assert AuditEntry.objects.get(action="group.delete").before["title"] == "Речные порты"
