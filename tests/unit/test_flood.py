"""Who writes faster than can be answered waits their turn; who writes as people do never does."""

from bot.limits import TELEGRAM
from bot.updates.flood import AT_ONCE, REMEMBERED, TAPS, Floods

ANNA, JAN = 1, 2
GROUP = -4
NOW = 1000.0


def writes(floods: Floods, times: int, *, who: int = ANNA, now: float = NOW, tap: bool = False) -> list[float]:
    """Seconds that each of these waits."""
    return [max(0.0, floods.due(who, now, tap=tap) - now) for _ in range(times)]


def test_a_dozen_messages_are_handled_as_they_come_then_one_a_second() -> None:
    floods = Floods(TELEGRAM)
    assert writes(floods, AT_ONCE) == [0] * AT_ONCE
    assert not floods.is_on(ANNA)
    assert writes(floods, 3) == [1, 2, 3]
    assert floods.is_on(ANNA) and not floods.is_on(JAN)
    assert writes(floods, 1, who=JAN) == [0]


def test_what_is_answered_by_two_letters_waits_for_both() -> None:
    floods = Floods(TELEGRAM)
    writes(floods, 1)
    floods.answered(ANNA, 2)
    assert writes(floods, AT_ONCE + 2)[-2:] == [3, 5], "one that was counted before cost one letter"
    floods.answered(ANNA, 0)
    assert writes(floods, 1, now=NOW + 60) == [0]
    floods.answered(JAN, 5)
    assert writes(floods, AT_ONCE + 1, who=JAN)[-1] == 1, "nobody is counted who has written nothing"


def test_a_group_waits_as_long_as_it_may_be_answered() -> None:
    floods = Floods(TELEGRAM)
    assert writes(floods, AT_ONCE + 2, who=GROUP) == [*[0] * AT_ONCE, 3.75, 7.5]


def test_many_taps_are_one_message() -> None:
    floods = Floods(TELEGRAM)
    assert writes(floods, AT_ONCE * TAPS - 1, tap=True) == [0] * (AT_ONCE * TAPS - 1)
    assert 1.5 < sum(writes(floods, TAPS, tap=True)) < 3


def test_who_writes_once_a_second_never_waits() -> None:
    floods = Floods(TELEGRAM)
    assert [floods.due(ANNA, NOW + second, tap=False) <= NOW + second for second in range(100)] == [True] * 100


def test_a_flood_is_over_when_all_of_it_can_have_been_answered() -> None:
    floods = Floods(TELEGRAM)
    writes(floods, 20)
    writes(floods, 1, now=NOW + 19.5)
    assert floods.is_on(ANNA), "the last is not answered, though nothing waits any more"
    floods = Floods(TELEGRAM)
    writes(floods, 20)
    assert writes(floods, 1, now=NOW + 20) == [0]
    assert not floods.is_on(ANNA)
    assert writes(floods, AT_ONCE, now=NOW + 20) == [*[0] * (AT_ONCE - 1), 1], "a new dozen, of which one is written"


def test_only_who_is_owed_an_answer_is_remembered() -> None:
    floods = Floods(TELEGRAM)
    writes(floods, 30, who=0)
    for number in range(1, 2 * REMEMBERED):
        writes(floods, 1, who=number, now=NOW + number / 100)
    assert len(floods._answered_by) <= REMEMBERED
    assert floods.is_on(0), "their thirty are not answered before half a minute"
    for number in range(1, 2 * REMEMBERED):
        writes(floods, 1, who=number, now=NOW + 100 + number / 100)
    assert not floods.is_on(0)
