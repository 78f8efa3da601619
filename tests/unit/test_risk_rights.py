"""Who may read, ask about, edit and move a risk: every role, here and elsewhere, as reporter, owner and neither."""

from datetime import UTC, datetime

import pytest

from models.people.commune import Commune
from models.people.permission import Role
from models.people.person import Membership, Person
from models.project.project import Project
from models.risk.case import Case
from models.risk.risk import Risk, Severity, Transition

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HERE, ELSEWHERE = 1, 2
AUTHOR, OWNER, SOMEBODY = 1, 2, 3
EVERY_ROLE = (
    Role.OFFICE, Role.CHAIR, Role.CHAIR_DEPUTY, Role.COORDINATOR, Role.COORDINATOR_DEPUTY, Role.SPECIALIST
)  # fmt: skip
# who may: x
#               somebody: Office, chair and who is authorised, coordinator and who is authorised, specialist
#               |         the reporter, in the same roles
#               |         |         the owner
MAY = {
    "read":     ("xxxxxx", "xxxxxx", "xxxxxx"),
    "ask":      ("x.....", "x.....", "x....."),
    "edit":     ("xxxxx.", "xxxxxx", "xxxxxx"),
    "take":     ("x.....", "x.....", "x....."),
    "start":    ("x.....", "x.....", "xxxxxx"),
    "close":    ("x.....", "x.....", "x....."),
    "accept":   ("x.....", "x.....", "x....."),
    "withdraw": ("......", "xxxxxx", "......"),
    "reopen":   ("x.....", "xxxxxx", "x....."),
    "give_back": ("x.....", "x.....", "x....."),
}  # fmt: skip
WHO_MAY = [
    (what, who, role, mark == "x")
    for what, lines in MAY.items()
    for who, line in zip((SOMEBODY, AUTHOR, OWNER), lines, strict=True)
    for role, mark in zip(EVERY_ROLE, line, strict=True)
]


def human(id: int) -> Person:
    return Person(id=id, telegram_id=id, name=f"Osoba {id}", created_at=NOW)


def the_case() -> Case:
    risk = Risk(
        id=12, author_id=AUTHOR, owner_id=OWNER, commune_id=HERE, severity=Severity.WATCH, text="",
        raised_at=NOW, waits_since=NOW,
    )  # fmt: skip
    home = Commune(id=HERE, name="Niepołomice")
    nothing = Project(id=1, name="P+R", commune_id=HERE, created_at=NOW)
    return Case(risk, human(AUTHOR), home, nothing, human(OWNER), None, 0, (), None)


def may_do(what: str, who: int, *roles: tuple[Role, int]) -> bool:
    held = [
        Membership(person_id=who, commune_id=commune if role.of_commune else None, role=role, since=NOW)
        for role, commune in roles
    ]
    of = the_case()
    match what:
        case "read":
            return of.may_be_read_with(held)
        case "ask":
            return of.may_be_asked_about_with(held)
        case "edit":
            return of.may_be_edited_by(human(who), held)
    return of.may_be_moved_by(human(who), held, Transition(what))


def test_only_who_has_taken_it_gives_it_back() -> None:
    of, held = the_case(), [Membership(person_id=SOMEBODY, role=Role.OFFICE, since=NOW)]
    for taken_by, allowed in ((None, True), (SOMEBODY, True), (AUTHOR, False)):
        of.risk.taken_by_id = taken_by
        assert of.may_be_moved_by(human(SOMEBODY), held, Transition.GIVE_BACK) is allowed


def test_every_deed_and_every_role_stands_in_the_table() -> None:
    assert set(MAY) - {"read", "ask", "edit"} == set(Transition)
    assert set(EVERY_ROLE) == set(Role)


@pytest.mark.parametrize(("what", "who", "role", "allowed"), WHO_MAY)
def test_who_may_do_what(what: str, who: int, role: Role, allowed: bool) -> None:
    assert may_do(what, who, (role, HERE)) is allowed
    assert may_do(what, who, (role, ELSEWHERE)) is (allowed and role is Role.OFFICE)
    assert may_do(what, who, (role, ELSEWHERE), (Role.SPECIALIST, HERE)) is (
        (allowed and role is Role.OFFICE) or (what, who, Role.SPECIALIST, True) in WHO_MAY
    )
    assert not may_do(what, who), "whoever has left may nothing"
