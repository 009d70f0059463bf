from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbook.language import search_text
from planbook.matching import RowIdentity, match_rows

pytestmark = pytest.mark.core

MEETING = RowIdentity(
    words=("1",),
    section="ii. секции",
    number="",
    title="заседание секции «туризм»",
    own_name="",
    kind="заседание",
    timing="май",
    places=("вологда",),
    lemmas=frozenset({"заседание", "секция", "туризм"}),
)


def pairs_of(live: dict[int, RowIdentity], drafted: list[RowIdentity]) -> dict[int, int]:
    """For every row of the newer edition that continues an older one, the key of that one."""
    keys = list(live)
    matches = match_rows(list(live.values()), drafted)
    return {match.after: keys[match.before] for match in matches}


def changed(row: RowIdentity = MEETING, **fields: object) -> RowIdentity:
    """The same event in a new document: its words differ, so its fingerprint does."""
    title = str(fields.get("title", row.title))
    lemmas = frozenset(search_text(title).split())
    return replace(row, **({"words": ("new",), "lemmas": lemmas} | fields))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "drafted",
    [
        pytest.param(MEETING, id="the same"),
        pytest.param(changed(timing="июнь"), id="another time"),
        pytest.param(changed(places=("ярославль",)), id="another city"),
        pytest.param(changed(places=("ярославль",), timing="июнь"), id="another time and city"),
        pytest.param(changed(section="iii. форумы"), id="moved to another section"),
        pytest.param(changed(number="7"), id="renumbered"),
        pytest.param(changed(title="заседания секции «туризм»"), id="corrected title"),
    ],
)
def test_matching_knows_a_changed_row_again(drafted: RowIdentity) -> None:
    assert pairs_of({10: MEETING}, [drafted]) == {0: 10}


@pytest.mark.parametrize(
    "drafted",
    [
        pytest.param(changed(title="форум малых городов"), id="another title in the same place"),
        pytest.param(
            changed(title="заседание секции «физика»", timing="", places=()),
            id="a similar title that shares nothing else",
        ),
    ],
)
def test_matching_leaves_another_event_alone(drafted: RowIdentity) -> None:
    assert pairs_of({10: MEETING}, [drafted]) == {}


def test_matching_knows_an_own_name_under_a_new_kind() -> None:
    show = replace(MEETING, title="выставка «радуга»", own_name="радуга")
    contest = changed(show, title="конкурс детских рисунков «радуга»", timing="июнь")

    assert pairs_of({10: show}, [contest]) == {0: 10}


def test_matching_pairs_namesakes_by_what_else_they_share() -> None:
    live = {
        1: replace(MEETING, words=("a",), timing="23 марта", places=("вологда",)),
        2: replace(MEETING, words=("b",), timing="май-июнь", places=("ярославль",)),
        3: replace(MEETING, words=("c",), timing="август", places=("вологда",)),
        4: replace(MEETING, words=("d",), timing="15 сентября", places=("владимир",)),
    }
    drafted = [
        changed(timing="16 сентября", places=("владимир",)),
        changed(timing="август", places=("кострома",)),
        live[1],
        changed(timing="ноябрь", places=("тихвин",)),
    ]

    assert pairs_of(live, drafted) == {0: 4, 1: 3, 2: 1, 3: 2}


def test_matching_uses_every_row_once() -> None:
    live = {number: replace(MEETING, words=(str(number),)) for number in range(3)}
    drafted = [changed() for _ in range(5)]

    pairs = pairs_of(live, drafted)

    assert sorted(pairs.values()) == [0, 1, 2]


@pytest.mark.slow
def test_matching_of_very_many_namesakes_ends_soon() -> None:
    live = {number: replace(MEETING, words=(str(number),)) for number in range(20_000)}
    drafted = [changed(number=str(number)) for number in range(20_000)]

    assert len(pairs_of(live, drafted)) == 20_000


def test_matching_of_titles_as_long_as_books_ends_soon() -> None:
    book = "глава " * 6_000
    live = {
        n: changed(number=str(n), title=f"Книга: {book}, {n}", words=("old",)) for n in range(12)
    }
    drafted = [changed(number=str(n), title=f"Книги: {book}, {n}") for n in range(12)]

    assert len(pairs_of(live, drafted)) == 12


_IDENTITIES = st.lists(
    st.builds(
        RowIdentity,
        words=st.uuids().map(lambda one: (str(one),)),
        section=st.sampled_from(["i", "ii"]),
        number=st.sampled_from(["", "1", "2"]),
        title=st.sampled_from(["форум", "семинар", "круглый стол"]),
        own_name=st.sampled_from(["", "радуга"]),
        kind=st.just("форум"),
        timing=st.sampled_from(["май", "июнь"]),
        places=st.sampled_from([(), ("вологда",)]),
    ),
    max_size=12,
)


@given(rows=_IDENTITIES, data=st.data())
def test_matching_knows_every_row_again_in_any_order(
    rows: list[RowIdentity], data: st.DataObject
) -> None:
    live = dict(enumerate(rows))
    order = data.draw(st.permutations(range(len(rows))))

    pairs = pairs_of(live, [rows[number] for number in order])

    assert pairs == dict(enumerate(order))


@given(live=_IDENTITIES, drafted=_IDENTITIES)
def test_matching_pairs_no_row_twice(live: list[RowIdentity], drafted: list[RowIdentity]) -> None:
    pairs = pairs_of(dict(enumerate(live)), drafted)

    assert len(set(pairs.values())) == len(pairs)
    assert set(pairs) <= set(range(len(drafted)))
    assert set(pairs.values()) <= set(range(len(live)))
