import pytest

from mezhgorod.intake.rules import RunState, can_move, is_mass_removal


@pytest.mark.parametrize(
    ("state", "new_states"),
    [
        (RunState.QUEUED, {RunState.READING, RunState.FAILED, RunState.DISCARDED}),
        (
            RunState.READING,
            {RunState.READY, RunState.FAILED, RunState.DISCARDED, RunState.QUEUED},
        ),
        (RunState.READY, {RunState.APPLIED, RunState.APPLYING, RunState.DISCARDED}),
        (RunState.APPLYING, {RunState.APPLIED, RunState.READY}),
        (RunState.APPLIED, {RunState.READY, RunState.UNDOING}),
        (RunState.UNDOING, {RunState.READY, RunState.APPLIED}),
        (RunState.DISCARDED, set()),
        (RunState.FAILED, set()),
    ],
)
def test_can_move(state: RunState, new_states: set[RunState]) -> None:
    assert {new for new in RunState if can_move(state, new)} == new_states


@pytest.mark.parametrize(
    ("removed", "kept", "expected"),
    [(0, 0, False), (0, 10, False), (2, 8, False), (3, 7, True), (1, 0, True)],
)
def test_is_mass_removal(removed: int, kept: int, expected: bool) -> None:
    assert is_mass_removal(removed=removed, kept=kept) is expected
