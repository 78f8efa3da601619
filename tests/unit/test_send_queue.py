"""Which letter goes next: each chat in its order, who waits before who does not, and Telegram's pace kept."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.delivery.pace import SECOND
from bot.delivery.send_queue import MANY, PER_CHAT, WINDOW, SendQueue
from bot.limits import Limits
from models.mail.outbox import NewLetter
from tests.rows import certain

ANNA, JAN, EWA, ZOFIA = 1, 2, 3, 99
GROUP = -4
LIMITS = Limits(per_second=100, spacing=1.0, group_spacing=3.0, burst=3, small_burst=3)
NOW = 1000.0
NOTHING_LEFT: dict[int, int] = {}


def letter(number: int, chat: int = ANNA, *, urgent: bool = False, method: str = "send_message") -> NewLetter:
    return NewLetter(
        id=number,
        chat_id=chat,
        method=method,
        arguments={},
        urgent=urgent,
        created_at=datetime(2026, 11, 24, tzinfo=UTC),
    )


def change(number: int, *, of: int, method: str = "edit_message_text") -> NewLetter:
    """It changes the message that the letter with that number has become."""
    changing = letter(number, method=method)
    changing.edits = of
    return changing


def looked_through(limits: Limits = LIMITS) -> SendQueue:
    """A bag whose courier has found nothing in the outbox."""
    bag = SendQueue(limits)
    assert not bag.fill([], bag.room(), is_all=True)
    return bag


def bag_with(*letters: NewLetter, limits: Limits = LIMITS) -> SendQueue:
    bag = looked_through(limits)
    for each in letters:
        bag.put(each)
    return bag


def send(bag: SendQueue, each: NewLetter, now: float = NOW) -> bool:
    """It goes and arrives at once."""
    bag.pace.over(bag.begin(each, now), now)
    more = bag.drop(each, now)
    bag.end(each)
    return more


def sent(bag: SendQueue, now: float = NOW) -> list[int]:
    """All that may go at this moment, in the order in which it goes; bulk letters are not spread here."""
    went = []
    while (found := _any_at(bag, now)) is not None:
        send(bag, found, now)
        went.append(found.id)
    return went


def _any_at(bag: SendQueue, now: float) -> NewLetter | None:
    bag.pace._next_bulk = 0.0
    found = bag.next(now)
    return found if isinstance(found, NewLetter) else None


# --- order ----------------------------------------


def test_a_chat_is_told_things_in_the_order_of_writing() -> None:
    assert sent(bag_with(letter(2), letter(1))) == [1, 2]
    assert sent(bag_with(letter(3), letter(1), letter(2))) == [1, 2, 3]


def test_the_oldest_letter_of_all_chats_goes_first() -> None:
    assert sent(bag_with(letter(4, EWA), letter(2, ANNA), letter(3, JAN), letter(5, ANNA))) == [2, 3, 4, 5]


def test_who_waits_goes_before_who_does_not() -> None:
    bag = bag_with(letter(1, ANNA), letter(3, EWA, urgent=True), letter(2, JAN, urgent=True), letter(4, GROUP))
    assert sent(bag) == [2, 3, 1, 4]


def test_an_answer_does_not_overtake_what_its_chat_was_told_before() -> None:
    bag = bag_with(letter(1, ANNA), letter(2, ANNA, urgent=True), letter(3, JAN, urgent=True))
    assert sent(bag) == [3, 1, 2]


def test_who_is_owed_more_answers_than_a_burst_holds_up_nobody() -> None:
    """They have to read them; Jan, who waits for one, goes first, though it is newer."""
    answers = [letter(number, urgent=True) for number in range(1, 6)]
    assert sent(bag_with(*answers[:4], letter(9, JAN, urgent=True)))[:1] == [9]
    assert sent(bag_with(*answers[:3], letter(9, JAN, urgent=True)))[:4] == [1, 2, 3, 9]


def test_who_has_answers_left_in_the_outbox_holds_up_nobody() -> None:
    bag = bag_with(*(letter(number, urgent=True) for number in range(PER_CHAT + 1)))
    for number in range(PER_CHAT - 1):
        send(bag, letter(number, urgent=True), NOW + number)
    bag.put(letter(900, JAN, urgent=True))
    assert sent(bag, NOW + 100)[0] == 900


def test_one_letter_of_a_chat_is_under_way_at_a_time() -> None:
    bag = bag_with(letter(1), letter(2), letter(3, JAN))
    bag.begin(letter(1), NOW)
    assert sent(bag) == [3]
    bag.end(letter(1))
    assert _any_at(bag, NOW) == letter(1), "not settled: it goes again"


def test_when_nothing_is_held_or_all_is_under_way_there_is_nothing_to_wait_for() -> None:
    bag = bag_with(letter(1), letter(2))
    assert SendQueue(LIMITS).next(NOW) is None
    bag.begin(letter(1), NOW)
    assert bag.next(NOW) is None


# --- pace ----------------------------------------


def test_a_chat_takes_a_burst_then_waits_its_spacing() -> None:
    bag = bag_with(*(letter(number) for number in range(1, 6)))
    assert sent(bag) == [1, 2, 3]
    assert bag.next(NOW) == NOW + 1
    assert _any_at(bag, NOW + 0.99) is None
    assert sent(bag, NOW + 1) == [4]


def test_a_group_waits_longer_than_a_person() -> None:
    bag = bag_with(*(letter(number, GROUP) for number in range(1, 6)))
    assert sent(bag) == [1, 2, 3]
    assert bag.next(NOW) == NOW + 3


def test_a_change_counts_as_a_message_does_and_a_command_menu_does_not() -> None:
    bag = bag_with(
        letter(1), *(change(number, of=number) for number in range(2, 5)), letter(5, method="set_my_commands")
    )
    assert sent(bag) == [1, 2, 3]
    assert bag.next(NOW) == NOW + 1
    assert sent(bag, NOW + 1) == [4, 5]


def test_of_changes_of_a_message_that_wait_the_newest_goes() -> None:
    first, other, second, third = change(1, of=7), change(2, of=8), change(3, of=7), change(4, of=7)
    bag = bag_with(first, other, second, third, letter(5))
    assert [bag.is_overtaken(one) for one in (first, other, second, third)] == [True, False, True, False]


def test_a_change_of_less_overtakes_none_of_more() -> None:
    """Words below a picture do not change the picture."""
    picture, words = change(1, of=7, method="edit_message_media"), change(2, of=7, method="edit_message_caption")
    assert not bag_with(picture, words).is_overtaken(picture)
    assert bag_with(words, change(3, of=7, method="edit_message_media")).is_overtaken(words)


def test_all_chats_together_keep_the_ceiling() -> None:
    bag = bag_with(*(letter(number, number, urgent=True) for number in range(1, 9)), limits=Limits(per_second=5))
    assert sent(bag) == [1, 2, 3, 4, 5]
    again = bag.next(NOW)
    assert isinstance(again, float) and NOW + 1 <= again < NOW + 1.01
    assert sent(bag, again) == [6, 7, 8]


def test_what_nobody_waits_for_is_spread_over_the_second() -> None:
    bag = bag_with(letter(1, 1), letter(2, 2), letter(3, 3), limits=Limits(per_second=4))
    for number in (1, 2):
        assert bag.next(NOW) == letter(number, number), "one that is late is caught up with"
        send(bag, letter(number, number))
    assert bag.next(NOW) == NOW + 0.25
    bag.put(letter(4, 4, urgent=True))
    assert bag.next(NOW) == letter(4, 4, urgent=True)
    send(bag, letter(4, 4, urgent=True))
    assert bag.next(NOW) == NOW + 0.25, "an answer takes nothing from the others' share"


def test_the_next_moment_to_look_is_the_soonest_of_all_chats() -> None:
    bag = bag_with(letter(1, ANNA), letter(2, JAN), letter(3, EWA))
    for who, until in ((letter(1, ANNA), 7.0), (letter(2, JAN), 3.0), (letter(3, EWA), 5.0)):
        bag.put_off(who, NOW + until)
    assert bag.next(NOW) == NOW + 3


# --- what goes wrong ----------------------------------------


def test_a_chat_that_is_put_off_waits_alone_even_with_changes() -> None:
    bag = bag_with(letter(1, method="edit_message_text"), letter(2, JAN))
    bag.begin(letter(1), NOW)
    bag.put_off(letter(1), NOW + 5)
    bag.end(letter(1))
    assert sent(bag) == [2]
    assert bag.next(NOW) == NOW + 5
    assert sent(bag, NOW + 5) == [1]


def test_a_chat_that_telegram_refuses_as_too_fast_waits_alone() -> None:
    bag = bag_with(letter(1), letter(2, JAN))
    for later in (0, 1):
        bag.refused_as_too_fast(letter(1), NOW + 10 + later, NOW + later)
    assert sent(bag, NOW + 1) == [2]
    assert bag.next(NOW + 1) == NOW + 11
    assert sent(bag, NOW + 11) == [1]


def refused(bag: SendQueue, chats: Sequence[int], now: float, wait: float = 240) -> None:
    """One letter to each of these chats is sent and refused."""
    for chat in chats:
        first = bag._queues[chat].letters[0]
        bag.begin(first, now)
        bag.refused_as_too_fast(first, now + wait, now)
        bag.end(first)


def test_chats_that_are_refused_hold_up_nobody_else() -> None:
    """As long as Telegram says, be it minutes; of a few at once it is they who are too fast."""
    bag = bag_with(*(letter(number, number) for number in range(1, MANY)), letter(MANY, ZOFIA, urgent=True))
    refused(bag, range(1, MANY), NOW)
    assert sent(bag, NOW) == [MANY]
    assert bag.next(NOW) == NOW + 240
    assert sent(bag, NOW + 240) == list(range(1, MANY))


def test_of_many_refused_one_after_the_other_each_waits_alone() -> None:
    bag = bag_with(*(letter(number, number) for number in range(1, MANY + 1)), letter(MANY + 1, ZOFIA))
    for number in range(1, MANY + 1):
        refused(bag, [number], NOW + number * SECOND)
    assert sent(bag, NOW + MANY * SECOND) == [MANY + 1]


def test_when_many_are_refused_at_once_all_wait_a_second_and_one_tries() -> None:
    bag = bag_with(*(letter(number, number) for number in range(1, MANY + 4)))
    refused(bag, range(1, MANY + 1), NOW)
    later = NOW + SECOND
    assert bag.next(NOW) == later, "not even who waits is answered"
    trial = certain(_any_at(bag, later))
    assert trial.id == MANY + 1
    bag.begin(trial, later)
    assert bag.next(later) is None, "the others wait for what becomes of it"
    bag.refused_as_too_fast(trial, later + 240, later)
    bag.end(trial)
    assert bag.next(later) == later + SECOND
    assert sent(bag, later + SECOND) == [MANY + 2, MANY + 3], "the second that tries has gone, and others follow"


# --- what is held and what is left in the outbox ----------------------------------------


def full_for_anna() -> SendQueue:
    """She is owed one more than is held: 20 waits in the outbox."""
    return bag_with(*(letter(number) for number in range(PER_CHAT + 1)))


def test_of_one_chat_only_so_many_are_held() -> None:
    bag = full_for_anna()
    assert len(bag) == PER_CHAT
    assert PER_CHAT - 1 in bag and PER_CHAT not in bag
    room = bag.room()
    assert set(room.held) == set(range(PER_CHAT))
    assert (room.full, room.left) == ([ANNA], {ANNA: PER_CHAT})


def test_others_have_room_beside_a_full_chat() -> None:
    bag = full_for_anna()
    bag.put(letter(900, JAN))
    bag.fill([letter(21), letter(901, EWA)], bag.room(), is_all=True)
    assert 900 in bag and 901 in bag and 21 not in bag


def test_what_is_left_keeps_its_order() -> None:
    """A newer letter is not held before an older one that is still in the outbox."""
    bag = full_for_anna()
    for number in range(5):
        send(bag, letter(number), NOW + number)
    bag.put(letter(30))
    assert 30 not in bag
    bag.fill([letter(20), letter(30)], bag.room(), is_all=True)
    assert 20 in bag and 30 in bag
    bag.put(letter(31))
    assert 31 in bag, "nothing is left any more"


def test_when_not_all_was_found_what_is_left_stays_left() -> None:
    bag = full_for_anna()
    send(bag, letter(0))
    bag.put(letter(30))
    bag.fill([letter(20)], bag.room(), is_all=False)
    send(bag, letter(1))
    bag.put(letter(31))
    assert 31 not in bag and bag.room().left == {ANNA: 31}


def test_once_the_newest_is_held_nothing_is_left() -> None:
    bag = full_for_anna()
    send(bag, letter(0))
    bag.fill([letter(20)], bag.room(), is_all=False)
    assert bag.room().left == NOTHING_LEFT


def test_what_was_withdrawn_from_the_outbox_is_not_waited_for() -> None:
    bag = full_for_anna()
    send(bag, letter(0))
    bag.fill([], bag.room(), is_all=True)
    assert bag.room().left == NOTHING_LEFT


def test_a_chat_that_was_full_while_the_outbox_was_looked_at_was_not_looked_for() -> None:
    bag = full_for_anna()
    room = bag.room()
    send(bag, letter(0))
    bag.fill([], room, is_all=True)
    assert bag.room().left == {ANNA: PER_CHAT}


def test_what_is_left_while_the_outbox_is_looked_at_stays_left() -> None:
    """The look may have come before it."""
    bag = full_for_anna()
    send(bag, letter(0))
    room = bag.room()
    bag.put(letter(30))
    bag.fill([letter(20)], room, is_all=True)
    assert bag.room().left == {ANNA: 30}


def test_what_is_found_beyond_the_limit_is_left() -> None:
    bag = SendQueue(LIMITS)
    found = [letter(number) for number in range(PER_CHAT + 2)]
    bag.fill([*found, letter(900, JAN)], bag.room(), is_all=True)
    room = bag.room()
    assert set(room.held) == {*range(PER_CHAT), 900}
    assert (room.full, room.left) == ([ANNA], {ANNA: PER_CHAT + 1})


def test_what_is_found_does_not_hide_a_newer_one_that_is_left() -> None:
    bag = bag_with(*(letter(number) for number in range(PER_CHAT)))
    room = bag.room()
    bag.put(letter(50))
    bag.fill([letter(20)], room, is_all=False)
    assert bag.room().left == {ANNA: 50}


def test_before_the_first_look_everything_is_left() -> None:
    """A former process may owe a chat older letters, however many newer ones are written before they are found."""
    bag = SendQueue(LIMITS)
    for number in range(17, 17 + PER_CHAT):
        bag.put(letter(number))
    room = bag.room()
    assert len(bag) == 0 and room.full == []
    bag.put(letter(70))
    bag.put(letter(900, JAN))
    assert bag.fill([letter(number) for number in range(16, 17 + PER_CHAT)], room, is_all=True), "Jan's came too late"
    assert bag.next(NOW) == letter(16)
    assert bag.room().left == {ANNA: 70, JAN: 900}
    assert not bag.fill([letter(900, JAN)], bag.room(), is_all=True)
    assert 900 in bag and bag.room().left == {ANNA: 70}


def test_a_letter_that_is_held_already_is_held_once() -> None:
    bag = bag_with(letter(1))
    bag.fill([letter(1), letter(2)], bag.room(), is_all=True)
    assert len(bag) == 2 and sent(bag) == [1, 2]


def test_when_a_chat_has_got_all_that_was_held_the_rest_is_looked_for() -> None:
    bag = full_for_anna()
    more = [send(bag, letter(number), NOW + number) for number in range(PER_CHAT)]
    assert more == [False] * (PER_CHAT - 1) + [True]
    assert not send(bag_with(letter(1)), letter(1)), "nothing is left"


def test_no_more_is_looked_for_than_is_held_at_a_time() -> None:
    bag = bag_with(*(letter(number, number) for number in range(1, WINDOW)))
    assert bag.free == 1
    bag.put(letter(WINDOW, WINDOW))
    assert bag.free == 0


def test_when_half_have_gone_more_is_looked_for_if_there_is_more() -> None:
    for is_all in (False, True):
        bag = SendQueue(LIMITS)
        bag.fill([letter(number, number) for number in range(1, WINDOW + 1)], bag.room(), is_all=is_all)
        more = [send(bag, letter(number, number)) for number in range(1, WINDOW + 1)]
        assert more == [number == WINDOW // 2 and not is_all for number in range(1, WINDOW + 1)]


def test_a_letter_that_is_settled_is_held_no_more() -> None:
    bag = bag_with(letter(1), letter(2))
    send(bag, letter(1))
    assert len(bag) == 1 and 1 not in bag and bag.room().held == [2]


def test_a_chat_remembers_what_it_was_sent_until_it_may_take_a_burst_again() -> None:
    bag = bag_with(letter(1), letter(2), letter(3))
    assert sent(bag) == [1, 2, 3]
    bag.put(letter(4))
    assert bag.next(NOW) == NOW + 1
    for number in (5, 6, 7):
        bag.put(letter(number))
    assert sent(bag, NOW + 3) == [4, 5, 6]


def test_of_the_chats_of_a_broadcast_only_so_many_are_remembered() -> None:
    bag, now = looked_through(), NOW
    for number in range(1, 1001):
        bag.put(letter(number, number))
        send(bag, letter(number, number), now)
        now += 0.1
    assert len(bag._queues) < 2 * WINDOW
