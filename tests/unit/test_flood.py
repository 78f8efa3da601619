"""Who writes faster than can be answered waits their turn; who writes as people do never does."""

from bot.limits import TELEGRAM
from bot.updates.flood import ANSWER, AT_ONCE, REMEMBERED, TAPS, Floods

ANNA, JAN = 1, 2
GROUP = -4
NOW = 1000.0


def writes(floods: Floods, times: int, *, who: int = ANNA, now: float = NOW, tap: bool = False) -> list[float]:
    """Seconds that each of these waits."""
    return [max(0.0, floods.due(who, now, tap=tap) - now) for _ in range(times)]


def test_a_dozen_messages_are_handled_as_they_come_then_one_in_two_seconds() -> None:
    floods = Floods(TELEGRAM)
    assert writes(floods, AT_ONCE) == [0] * AT_ONCE
    assert not floods.is_on(ANNA)
    assert writes(floods, 3) == [2, 4, 6]
    assert floods.is_on(ANNA) and not floods.is_on(JAN)
    assert writes(floods, 1, who=JAN) == [0]


def test_a_group_waits_as_long_as_it_may_be_answered() -> None:
    floods = Floods(TELEGRAM)
    assert writes(floods, AT_ONCE + 2, who=GROUP) == [*[0] * AT_ONCE, 3.75, 7.5]


def test_many_taps_are_one_message() -> None:
    floods = Floods(TELEGRAM)
    assert writes(floods, AT_ONCE * TAPS - 1, tap=True) == [0] * (AT_ONCE * TAPS - 1)
    assert 3 < sum(writes(floods, TAPS, tap=True)) < 6


def test_who_writes_no_faster_than_their_answers_go_never_waits() -> None:
    floods = Floods(TELEGRAM)
    moments = [NOW + ANSWER * nth for nth in range(100)]
    assert [floods.due(ANNA, moment, tap=False) <= moment for moment in moments] == [True] * 100


def test_a_flood_is_over_when_all_of_it_can_have_been_answered() -> None:
    floods = Floods(TELEGRAM)
    writes(floods, 20)
    writes(floods, 1, now=NOW + 39.5)
    assert floods.is_on(ANNA), "the last is not answered, though nothing waits any more"
    floods = Floods(TELEGRAM)
    writes(floods, 20)
    assert writes(floods, 1, now=NOW + 40) == [0]
    assert not floods.is_on(ANNA)
    assert writes(floods, AT_ONCE, now=NOW + 40) == [*[0] * (AT_ONCE - 1), 2], "a new dozen, of which one is written"


def test_only_who_is_owed_an_answer_is_remembered() -> None:
    floods = Floods(TELEGRAM)
    writes(floods, 30, who=0)
    for number in range(1, 2 * REMEMBERED):
        writes(floods, 1, who=number, now=NOW + number / 100)
    assert len(floods._answered_by) <= REMEMBERED
    assert floods.is_on(0), "their thirty are not answered before a minute"
    for number in range(1, 2 * REMEMBERED):
        writes(floods, 1, who=number, now=NOW + 100 + number / 100)
    assert not floods.is_on(0)
