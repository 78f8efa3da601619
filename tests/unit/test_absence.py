"""Absences: on which days, who is asked meanwhile, and the chat where a story can't go."""

from datetime import UTC, date, datetime

import pytest

from models.people.absence import Flaw, addressee, flaw
from models.people.permission import Role
from models.people.person import Member, Membership, Person
from tests.rows import certain

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


# --- the days ----------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (TODAY, TODAY, None),
        (date(2026, 11, 23), date(2026, 12, 4), Flaw.PAST),
        (date(2026, 12, 4), date(2026, 11, 30), Flaw.ENDS_BEFORE_START),
        (TODAY, date(2027, 11, 24), None),
        (TODAY, date(2027, 11, 25), Flaw.TOO_LONG),
    ],
)
def test_days_on_which_one_can_be_away(first: date, last: date, expected: Flaw | None) -> None:
    assert flaw(first, last, today=TODAY) == expected


# --- who is asked meanwhile ----------------------------------------


def team(*roles: Role) -> list[Member]:
    """People 1, 2, 3 … in these roles."""
    return [
        Member(
            Person(id=id, telegram_id=id, name=f"Osoba {id}", created_at=NOW),
            Membership(id=id, person_id=id, commune_id=1, role=role, since=NOW),
        )
        for id, role in enumerate(roles, start=1)
    ]


COORDINATOR, AUTHORISED, CHAIR, OTHER_CHAIR, SPECIALIST = range(1, 6)
WHOLE = team(Role.COORDINATOR, Role.COORDINATOR_DEPUTY, Role.CHAIR, Role.CHAIR_DEPUTY, Role.SPECIALIST)


@pytest.mark.parametrize(
    ("away", "asked", "deputies"),
    [
        ({}, COORDINATOR, [AUTHORISED]),
        ({COORDINATOR: SPECIALIST}, SPECIALIST, [AUTHORISED]),
        ({COORDINATOR: None}, AUTHORISED, []),
        # the deputy is away too
        ({COORDINATOR: SPECIALIST, SPECIALIST: None}, AUTHORISED, []),
        ({COORDINATOR: None, AUTHORISED: None}, CHAIR, []),
        ({COORDINATOR: None, AUTHORISED: None, CHAIR: None}, OTHER_CHAIR, []),
        # everybody is: the coordinator is asked nevertheless
        (dict.fromkeys(range(1, 6)), COORDINATOR, []),
        # whom somebody else named does not matter
        ({CHAIR: SPECIALIST}, COORDINATOR, [AUTHORISED]),
        # who has left the team stands in for nobody
        ({COORDINATOR: 99}, AUTHORISED, []),
    ],
)
def test_who_is_asked(away: dict[int, int | None], asked: int, deputies: list[int]) -> None:
    found = certain(addressee(WHOLE, away))
    assert (found.person.id, [p.id for p in found.deputies]) == (asked, deputies)


def test_who_is_asked_where_there_is_no_coordinator() -> None:
    found = certain(addressee(team(Role.SPECIALIST, Role.CHAIR), {}))
    assert found.person.id == 2
    assert addressee(team(Role.SPECIALIST), {}) is None
    assert addressee([], {}) is None


# --- absences in the database ----------------------------------------
