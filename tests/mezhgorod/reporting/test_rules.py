"""Cutting a text at its mentions."""

from hypothesis import given
from hypothesis import strategies as st

from mezhgorod.reporting.rules import MENTION_CONTEXT, TextSegment, contexts_of, split_by_spans


def test_pieces_carry_what_they_name() -> None:
    assert split_by_spans("Из Шуи в Тверь.", [(3, 6, "Шуя"), (9, 14, "Тверь")]) == (
        TextSegment("Из "),
        TextSegment("Шуи", "Шуя"),
        TextSegment(" в "),
        TextSegment("Тверь", "Тверь"),
        TextSegment("."),
    )


def test_overlapping_and_outlying_spans_are_passed_over() -> None:
    assert split_by_spans("Тверь", [(0, 5, 1), (2, 4, 2), (4, 99, 3)]) == (TextSegment("Тверь", 1),)


@given(
    st.text(),
    st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50), st.just("x"))).map(sorted),
)
def test_pieces_joined_are_the_text(text: str, spans: list[tuple[int, int, str]]) -> None:
    inside = [span for span in spans if span[0] >= 0]

    assert "".join(piece.text for piece in split_by_spans(text, inside)) == text


def test_context_is_cut_at_words() -> None:
    text = f"начало {'слово ' * 40}Тверь{' слово' * 40} конец"

    before, found, after = contexts_of(text, [(text.find("Тверь"), text.find("Тверь") + 5)])

    assert found == TextSegment("Тверь", "Тверь")
    assert before.text.startswith("…слово ")
    assert after.text.endswith(" слово…")
    assert max(len(before.text), len(after.text)) <= MENTION_CONTEXT + 1


def test_words_between_two_mentions_are_shortened_in_the_middle() -> None:
    text = f"Тверь{' слово' * 80} Тверь"

    first, between, last = contexts_of(text, [(0, 5), (len(text) - 5, len(text))])

    assert (first.target, last.target) == ("Тверь", "Тверь")
    assert between.text.startswith(" слово слово")
    assert between.text.endswith("слово слово ")
    assert "слово…слово" in between.text


def test_a_short_text_is_its_own_context() -> None:
    assert contexts_of("В Твери тихо", [(2, 7)]) == (
        TextSegment("В "),
        TextSegment("Твери", "Твери"),
        TextSegment(" тихо"),
    )
