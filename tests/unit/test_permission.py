"""Rule 6: the one table of rights, role by role, in one's own commune, in another and in the Office."""

from datetime import UTC, datetime

import pytest

from models.people.permission import RIGHTS, Right, Role, communes_with, may
from models.people.person import Membership

OWN, OTHER = 1, 2
# who holds it where: a = anywhere, o = in the own commune, . = nowhere
#                          Office
#                          |chair
#                          ||authorised by the chair
#                          |||coordinator
#                          ||||authorised by the coordinator
#                          |||||specialist
EXPECTED = {
    Right.SEE_TEAM: "aooooo",
    Right.INVITE: "a..oo.",
    Right.MANAGE_TEAM: "a..oo.",
    Right.DECIDE_REQUEST: "a..oo.",
    Right.BE_AWAY: ".ooooo",
    Right.READ_PROJECTS: "aaaaaa",
    Right.EDIT_PROJECTS: "a..oo.",
    Right.ANSWER_STATUS: ".ooooo",
    Right.ANSWER_FOR_COMMUNE: "a.....",
    Right.READ_STATUS: "aooooo",
    Right.SEE_ROUND: "a.....",
    Right.OPEN_ROUND: "a.....",
    Right.CHANGE_SETTINGS: "a.....",
    Right.RAISE_RISK: "aooooo",
    Right.READ_RISKS: "aooooo",
    Right.EDIT_RISK: "aoooo.",
    Right.HANDLE_RISK: "a.....",
    Right.READ_FORUMS: "aooooo",
    Right.DELEGATE: "aoooo.",
    Right.CALL_FORUM: "a.....",
    Right.ANNOUNCE: "a.....",
    Right.READ_DATA: "aooooo",
    Right.ANSWER_DATA: ".ooooo",
    Right.HAND_IN_DATA: ".oooo.",
    Right.CALL_DATA: "a.....",
}
ROLES = (
    Role.OFFICE,
    Role.CHAIR,
    Role.CHAIR_DEPUTY,
    Role.COORDINATOR,
    Role.COORDINATOR_DEPUTY,
    Role.SPECIALIST,
)
CASES = [(right, role, reach) for right, line in EXPECTED.items() for role, reach in zip(ROLES, line, strict=True)]


def memberships(*roles: tuple[Role, int | None]) -> list[Membership]:
    return [Membership(person_id=1, commune_id=id, role=r, since=datetime(2026, 11, 1, tzinfo=UTC)) for r, id in roles]


def one(role: Role) -> list[Membership]:
    return memberships((role, OWN if role.of_commune else None))


def test_the_table_is_checked_whole() -> None:
    assert set(EXPECTED) == set(Right) == set(RIGHTS)
    assert set(ROLES) == set(Role)


@pytest.mark.parametrize(("right", "role", "reach"), CASES)
def test_who_may_do_what_where(right: Right, role: Role, reach: str) -> None:
    held = one(role)
    assert may(held, right) is (reach != ".")
    assert may(held, right, OWN) is (reach != ".")
    assert may(held, right, OTHER) is (reach == "a")
    assert communes_with(held, right) == {"a": None, "o": {OWN}, ".": set()}[reach]


@pytest.mark.parametrize("right", Right)
def test_strangers_may_nothing(right: Right) -> None:
    assert not may([], right)
    assert not may([], right, OWN)
    assert communes_with([], right) == set()


def test_rights_of_several_roles_add_up_commune_by_commune() -> None:
    held = memberships((Role.SPECIALIST, OWN), (Role.COORDINATOR, OTHER))
    assert not may(held, Right.MANAGE_TEAM, OWN)
    assert may(held, Right.MANAGE_TEAM, OTHER)
    assert communes_with(held, Right.SEE_TEAM) == {OWN, OTHER}
    assert communes_with(held, Right.EDIT_PROJECTS) == {OTHER}


def test_the_office_does_not_answer_for_a_commune_but_may_also_be_in_one() -> None:
    assert not may(one(Role.OFFICE), Right.ANSWER_STATUS)
    held = memberships((Role.OFFICE, None), (Role.CHAIR, OWN))
    assert communes_with(held, Right.ANSWER_STATUS) == {OWN}
    assert communes_with(held, Right.SEE_TEAM) is None
