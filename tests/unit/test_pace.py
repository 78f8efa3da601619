"""Telegram's pace: so many messages a second in all, a burst and then one a spacing to each chat."""

import random
from itertools import pairwise

from bot.delivery.pace import CAREFUL_FOR, LOST, SECOND, ChatPace, Pace, Slot
from bot.limits import TELEGRAM, Limits

NOW = 1000.0
FOUR = Limits(per_second=4, spacing=1.0, group_spacing=3.0, burst=3, small_burst=2)


# --- all chats together ----------------------------------------


def send(pace: Pace, at: float, *, urgent: bool = True) -> None:
    """It goes and is counted at once; how long an answer takes is not learnt from it."""
    pace.over(pace.sent(at, urgent=urgent), at)


def test_nothing_was_sent_so_anything_may_go() -> None:
    pace = Pace(FOUR)
    assert pace.ready_at(urgent=True) <= NOW and pace.ready_at(urgent=False) <= NOW


def test_answers_go_at_once_until_the_second_is_full() -> None:
    pace = Pace(FOUR)
    for number in range(4):
        assert pace.ready_at(urgent=True) <= NOW
        send(pace, NOW + number / 10, urgent=True)
    assert pace.ready_at(urgent=True) == NOW + SECOND, "a second after the first of them"
    send(pace, NOW + SECOND, urgent=True)
    assert pace.ready_at(urgent=True) == NOW + 0.1 + SECOND


def test_what_nobody_waits_for_goes_evenly() -> None:
    pace, went = Pace(FOUR), []
    send(pace, NOW, urgent=False)
    for _ in range(3):
        now = max(NOW, pace.ready_at(urgent=False))
        send(pace, now, urgent=False)
        went.append(now - NOW)
    assert went == [0, 0.25, 0.5]


def test_being_late_is_caught_up_with_but_a_rest_is_not_saved_up() -> None:
    pace = Pace(FOUR)
    send(pace, NOW, urgent=False)
    send(pace, NOW, urgent=False)
    send(pace, NOW + 0.35, urgent=False)
    assert pace.ready_at(urgent=False) == NOW + 0.5, "late by 0.1, which is caught up with"
    send(pace, NOW + 50, urgent=False)
    assert pace.ready_at(urgent=False) == NOW + 50


def test_a_second_begins_when_telegram_has_counted_the_message() -> None:
    """The answer took half a second longer than the quickest: it may have been counted that much later."""
    pace = Pace(Limits(per_second=2))
    pace.answered(pace.sent(NOW, urgent=True), NOW + 0.125)
    send(pace, NOW + 0.25, urgent=True)
    assert pace.ready_at(urgent=True) == NOW + SECOND, "the quickest is counted as it is sent"
    slow = pace.sent(NOW + 2, urgent=True)
    pace.answered(slow, NOW + 2.625)
    send(pace, NOW + 2.75, urgent=True)
    assert pace.ready_at(urgent=True) == NOW + 2.5 + SECOND


def test_a_place_is_not_free_while_its_message_is_under_way() -> None:
    """Telegram may count it at any instant, unless it has been gone for so long that it is lost."""
    pace = Pace(Limits(per_second=2))
    pace.answered(pace.sent(NOW, urgent=True), NOW + 0.125)
    slow, stuck = pace.sent(NOW + 2, urgent=True), pace.sent(NOW + 2, urgent=True)
    assert pace.ready_at(urgent=True) == NOW + 2 + LOST + SECOND
    pace.answered(slow, NOW + 5)
    assert pace.ready_at(urgent=True) == NOW + 4.875 + SECOND
    pace.over(stuck, NOW + 3)
    assert pace.ready_at(urgent=True) == NOW + 2.875 + SECOND


def test_one_that_was_taken_for_lost_gives_back_no_place_when_it_arrives_after_all() -> None:
    pace = Pace(Limits(per_second=1))
    lost = pace.sent(NOW, urgent=True)
    found = pace.ready_at(urgent=True)
    send(pace, found)
    pace.answered(lost, found + 0.25)
    send(pace, found + SECOND)
    assert pace.ready_at(urgent=True) == found + 2 * SECOND


def test_what_was_never_sent_shows_no_quickest_way() -> None:
    pace = Pace(Limits(per_second=1))
    pace.answered(pace.sent(NOW, urgent=True), NOW + 0.25)
    pace.over(pace.sent(NOW + 2, urgent=True), NOW + 2.001)
    pace.answered(pace.sent(NOW + 4, urgent=True), NOW + 4.25)
    assert pace.ready_at(urgent=True) == NOW + 4 + SECOND


def test_one_that_is_slow_holds_up_none_of_those_sent_after_it() -> None:
    """Its own place comes free late, theirs do not."""
    pace = Pace(Limits(per_second=3))
    pace.answered(pace.sent(NOW, urgent=True), NOW + 0.125)
    slow = pace.sent(NOW + 2, urgent=True)
    pace.answered(pace.sent(NOW + 2.25, urgent=True), NOW + 2.375)
    pace.answered(pace.sent(NOW + 2.5, urgent=True), NOW + 2.625)
    pace.answered(slow, NOW + 2.75)
    freed = []
    for _ in range(3):
        freed.append(pace.ready_at(urgent=True))
        pace.answered(pace.sent(freed[-1], urgent=True), freed[-1] + 0.125)
    assert freed == [NOW + 2.25 + SECOND, NOW + 2.5 + SECOND, NOW + 2.625 + SECOND]


def test_what_the_quickest_way_shows_holds_for_those_before_it() -> None:
    pace = Pace(Limits(per_second=2))
    pace.answered(pace.sent(NOW, urgent=True), NOW + 0.5)
    pace.answered(pace.sent(NOW, urgent=True), NOW + 0.125)
    send(pace, NOW + SECOND, urgent=True)
    assert pace.ready_at(urgent=True) == NOW + 0.375 + SECOND


def test_before_any_way_is_measured_none_is_taken_for_slower_than_a_spacing() -> None:
    pace = Pace(Limits(per_second=1))
    pace.answered(pace.sent(NOW, urgent=True), NOW + 1.5)
    assert pace.ready_at(urgent=True) == NOW + 0.5 + SECOND


def test_what_telegram_asks_all_to_wait_is_kept_and_never_shortened() -> None:
    pace = Pace(FOUR)
    pace.hold(NOW + 10)
    pace.hold(NOW + 5)
    assert pace.ready_at(urgent=True) == pace.ready_at(urgent=False) == NOW + 10


def test_pace_never_passes_the_ceiling_in_any_second() -> None:
    pace, now, sent = Pace(TELEGRAM), 1000.0, []
    for number in range(200):
        now = max(now, pace.ready_at(urgent=number % 7 == 0))
        send(pace, now, urgent=number % 7 == 0)
        sent.append(now)
    assert all(late - early >= 1.0 for early, late in zip(sent, sent[30:], strict=False))
    assert sent[-1] - sent[0] < 200 / 30 * 1.03


def test_a_message_slow_to_arrive_is_counted_when_it_arrives() -> None:
    """The first need a connection; what counts for Telegram is not when they set out."""
    pace, chance, now = Pace(TELEGRAM), random.Random(7), 1000.0  # noqa: S311
    arrived: list[float] = []
    under_way: list[tuple[float, Slot]] = []
    for number in range(200):
        while (ready_at := pace.ready_at(urgent=True)) > now:
            now = min([ready_at, *(answered for answered, _ in under_way)])
            for answered, slot in [each for each in under_way if each[0] <= now]:
                pace.answered(slot, answered)
                under_way.remove((answered, slot))
        arrived.append(now + (0.3 if number < 10 else chance.uniform(0.002, 0.02)))
        under_way.append((arrived[-1] + 0.002, pace.sent(now, urgent=True)))
    arrived.sort()
    assert all(late - early >= 1.0 for early, late in zip(arrived, arrived[30:], strict=False))
    assert arrived[-1] - arrived[0] < 200 / 30 * 1.05


# --- one chat ----------------------------------------


def test_after_a_burst_a_chat_takes_one_message_a_spacing() -> None:
    chat = ChatPace(FOUR, group=False)
    for _ in range(3):
        assert chat.ready_at(NOW) == NOW
        chat.sent(NOW)
    assert chat.ready_at(NOW) == NOW + 1
    assert chat.ready_at(NOW + 0.75) == NOW + 1
    chat.sent(NOW + 1)
    assert chat.ready_at(NOW + 1) == NOW + 2


def test_a_group_has_a_longer_spacing_and_a_small_burst() -> None:
    chat = ChatPace(FOUR, group=True)
    for _ in range(2):
        chat.sent(NOW)
    assert chat.ready_at(NOW + 1.5) == NOW + 3


def test_a_long_rest_saves_up_no_more_than_a_burst() -> None:
    chat = ChatPace(FOUR, group=False)
    chat.sent(NOW)
    for _ in range(3):
        chat.sent(NOW + 1000)
    assert chat.ready_at(NOW + 1000) == NOW + 1001


def test_what_is_no_message_is_not_counted_and_waits_for_none() -> None:
    chat = ChatPace(FOUR, group=False)
    for _ in range(9):
        chat.sent(NOW, free=True)
    for _ in range(3):
        assert chat.ready_at(NOW) == NOW
        chat.sent(NOW)
    assert chat.ready_at(NOW, free=True) == NOW


def test_a_chat_that_was_refused_is_gone_easy_on_for_an_hour() -> None:
    chat = ChatPace(FOUR, group=False)
    chat.refused(NOW + 240)
    assert chat.ready_at(NOW) == NOW + 240
    chat.sent(NOW + 240)
    assert chat.ready_at(NOW + 240) == NOW + 241
    for later, burst in ((1000, 2), (241 + CAREFUL_FOR, 3)):
        went = 0
        while chat.ready_at(NOW + later) == NOW + later:
            chat.sent(NOW + later)
            went += 1
        assert went == burst
    assert not chat.is_rested(NOW + 240 + CAREFUL_FOR - 1)
    assert chat.is_rested(NOW + 250 + CAREFUL_FOR)


def test_nothing_goes_to_a_chat_that_is_held_not_even_what_is_no_message() -> None:
    chat = ChatPace(FOUR, group=False)
    chat.hold_until = NOW + 5
    assert chat.ready_at(NOW) == chat.ready_at(NOW, free=True) == NOW + 5
    assert chat.ready_at(NOW + 6) == NOW + 6


def test_a_chat_is_rested_when_it_may_take_a_burst_and_is_not_held() -> None:
    chat = ChatPace(FOUR, group=False)
    assert chat.is_rested(NOW)
    chat.sent(NOW)
    assert not chat.is_rested(NOW + 0.75)
    assert chat.is_rested(NOW + 1)
    chat.hold_until = NOW + 10
    assert not chat.is_rested(NOW + 9)
    assert chat.is_rested(NOW + 10)


def test_what_another_process_may_have_used_up_comes_free_evenly() -> None:
    """Not all at once: a second of it may have been sent in its last instant."""
    pace = Pace(Limits(per_second=4), used_up_at=NOW)
    sent = []
    for _ in range(8):
        sent.append(pace.ready_at(urgent=True))
        send(pace, sent[-1])
    assert sent[0] == NOW + SECOND
    assert all(0.24 < late - early < 0.27 for early, late in pairwise(sent))
