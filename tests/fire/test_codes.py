"""Invitation codes are not found by trying: 20 wrong ones, and none is tried for an hour. Also told as a story."""

import asyncio
import re
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.playground import Person
from models.people import code_attempts, invitation
from models.people.code_attempts import CodeAttempt
from models.people.invitation import Invitation
from models.people.permission import Role
from tests.conftest import TUESDAY, Town, where_it_races
from tests.rows import certain, every

LOCKED = "Kolejny sprawdzę najwcześniej za"
TWENTY = 20
MINUTE = timedelta(minutes=1)


async def a_code(town: Town) -> str:
    """Of an invitation that stands."""
    async with town.database.transaction() as session:
        return await invitation.invite(
            session, role=Role.SPECIALIST, commune_id=1, invited_by=None, now=town.clock.now()
        )


async def tries(person: Person, count: int) -> None:
    for number in range(count):
        await person.start(f"wrong-{number}")


async def noted(town: Town) -> list[CodeAttempt]:
    return await every(town, select(CodeAttempt))


@where_it_races
async def test_twenty_wrong_codes_lock_that_person_out_for_an_hour(town: Town) -> None:
    """Across a restart, and whatever code comes; the others are let in."""
    tomasz, ewa = Person(town.world, "Tomasz"), Person(town.world, "Ewa")
    code = await a_code(town)
    await tries(tomasz, TWENTY - 1)
    tomasz.sees("Nie znam takiego zaproszenia")
    await tomasz.start("the twentieth")
    tomasz.sees(f"{LOCKED} 60 minut")
    tomasz.sees_button("📝 Poproś o dostęp")
    await town.restart()
    await town.wait(59 * MINUTE)
    await tomasz.start(code)
    tomasz.sees(f"{LOCKED} 1 minutę")
    tomasz.sees_not("Zaproszenie")
    await ewa.start(code)
    ewa.sees("Zaproszenie")
    await town.wait(MINUTE)
    await tomasz.start(code)
    tomasz.sees("Zaproszenie")


async def test_tries_while_locked_out_do_not_make_it_longer(town: Town) -> None:
    tomasz = Person(town.world, "Tomasz")
    await tries(tomasz, TWENTY)
    for left in (40, 20):
        await town.wait(20 * MINUTE)
        await tries(tomasz, 5)
        tomasz.sees(f"{LOCKED} {left} minut")
    await town.wait(20 * MINUTE)
    await tomasz.start("wrong")
    tomasz.sees("Nie znam takiego zaproszenia")
    assert len(await noted(town)) == 1


async def test_a_right_code_sets_the_count_back(town: Town) -> None:
    tomasz = Person(town.world, "Tomasz")
    code = await a_code(town)
    for _ in range(3):
        await tries(tomasz, TWENTY - 1)
        tomasz.sees_not(LOCKED)
        await tomasz.start(code)
        tomasz.sees("Zaproszenie")
        assert await noted(town) == []


async def test_who_tries_slowly_is_never_locked_out(town: Town) -> None:
    """Never 20 within an hour; what is older is forgotten, of everybody."""
    tomasz = Person(town.world, "Tomasz")
    for _ in range(3 * TWENTY):
        await tomasz.start("wrong")
        tomasz.sees_not(LOCKED)
        await town.move_to(town.clock.now() + timedelta(minutes=3, seconds=10))
    assert len(await noted(town)) < TWENTY


async def test_twenty_within_any_hour_are_too_many(town: Town) -> None:
    """Not only within one that begins with the first of them."""
    tomasz = Person(town.world, "Tomasz")
    await tries(tomasz, 10)
    await town.wait(50 * MINUTE)
    await tries(tomasz, 9)
    await town.wait(11 * MINUTE)
    await tries(tomasz, 10)
    tomasz.sees_not(LOCKED)
    await tomasz.start("wrong")
    tomasz.sees(f"{LOCKED} 60 minut")


@pytest.mark.parametrize("kind", ["used", "expired"])
async def test_codes_that_have_been_good_count_too(town: Town, kind: str) -> None:
    tomasz = Person(town.world, "Tomasz")
    code = await a_code(town)
    async with town.database.transaction() as session:
        [row] = (await session.exec(select(Invitation))).all()
        if kind == "used":
            row.used_at = TUESDAY
        else:
            row.expires_at = TUESDAY
    for _ in range(TWENTY):
        await tomasz.start(code)
    tomasz.sees(LOCKED)


async def test_a_member_is_locked_out_too_and_goes_on_with_everything_else(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    await tries(anna, TWENTY)
    anna.sees(LOCKED)
    await anna.start()
    anna.sees("Co robimy?")
    await anna.say("/zespol")
    anna.sees("Zespół: Niepołomice")


async def test_refusing_an_invitation_forgets_the_person_but_not_the_count(town: Town) -> None:
    """Whoever is deleted with [✖️ Rezygnuję] has not got twenty tries more."""
    tomasz = Person(town.world, "Tomasz")
    await tomasz.start(await a_code(town))
    await tries(tomasz, TWENTY - 1)
    await tomasz.tap("✖️ Rezygnuję")
    await tomasz.start("wrong")
    tomasz.sees(LOCKED)


@where_it_races
async def test_many_at_once_are_not_more_than_twenty(town: Town) -> None:
    """Sent without waiting for an answer, the right code last."""
    tomasz = Person(town.world, "Tomasz")
    code = await a_code(town)
    for said in [*(f"wrong-{number}" for number in range(60)), code]:
        entity = {"type": "bot_command", "offset": 0, "length": 6}
        town.world.write(tomasz.user, tomasz.chat, {"text": f"/start {said}", "entities": [entity]})
    await asyncio.sleep(0)
    await town.settled()
    shown = [message.text for message in tomasz.messages if message.sender is town.world.me]
    assert len([text for text in shown if "Nie znam takiego" in text]) == TWENTY - 1
    assert not [text for text in shown if "Zaproszenie" in text]
    assert len(await noted(town)) == TWENTY


async def test_a_wrong_code_is_answered_alike_whatever_codes_there_are(town: Town) -> None:
    """Near misses of a code that somebody else holds: a letter less, a letter more, another case, spaces."""
    tomasz = Person(town.world, "Tomasz")
    code = await a_code(town)
    heard = set()
    for wrong in ("wrong", code[:-1], code + "A", code.swapcase(), f"{code} {code}", "ż" * 64, "%", "'--", "0"):
        await tomasz.start(wrong)
        heard.add(tomasz.messages[-1].text)
    assert len(heard) == 1


async def test_a_code_is_as_long_as_is_said(town: Town) -> None:
    """120 bits in an alphabet of 64: 20 signs, and no two alike."""
    codes = {await a_code(town) for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{20}", code) for code in codes)
    places = [{code[at] for code in codes} for at in range(20)]
    assert min(len(signs) for signs in places) > 40, "every place takes every sign"


async def test_where_the_clock_steps_back_nobody_is_locked_out_for_ever(town: Town) -> None:
    tomasz = Person(town.world, "Tomasz")
    await tries(tomasz, TWENTY)
    await town.move_to(town.clock.now() - timedelta(hours=1))
    async with town.database.transaction() as session:
        left = certain(await code_attempts.locked_for(session, tomasz.id, now=town.clock.now()))
    assert left <= timedelta(hours=2)
    await town.wait(timedelta(hours=2))
    await tomasz.start("wrong")
    tomasz.sees("Nie znam takiego zaproszenia")
