"""The one table of rights (rule 6): which role may do what, asked in one place."""

from collections.abc import Iterable
from enum import Enum, StrEnum, auto
from typing import NamedTuple, Protocol


class Role(StrEnum):
    """A role in a commune's team or in the association's Office."""

    OFFICE = "office"
    CHAIR = "chair"
    CHAIR_DEPUTY = "chair_deputy"
    COORDINATOR = "coordinator"
    COORDINATOR_DEPUTY = "coordinator_deputy"
    SPECIALIST = "specialist"

    @property
    def of_commune(self) -> bool:
        """Whether the role is held in a commune (all but the Office's)."""
        return self is not Role.OFFICE


class Holding(Protocol):
    """A role that somebody holds."""

    @property
    def role(self) -> Role:
        """The role."""

    @property
    def commune_id(self) -> int | None:
        """The commune in which it is held; None: the Office."""


class Group(StrEnum):
    """A group of people who can be addressed together."""

    CHAIRS = auto()
    COORDINATORS = auto()
    SPECIALISTS = auto()
    OFFICE = auto()

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles in the group, deputies included."""
        match self:
            case Group.CHAIRS:
                return (Role.CHAIR, Role.CHAIR_DEPUTY)
            case Group.COORDINATORS:
                return (Role.COORDINATOR, Role.COORDINATOR_DEPUTY)
            case Group.SPECIALISTS:
                return (Role.SPECIALIST,)
            case Group.OFFICE:
                return (Role.OFFICE,)


class Right(StrEnum):
    """A right that not everybody has."""

    SEE_TEAM = auto()
    INVITE = auto()
    MANAGE_TEAM = auto()
    DECIDE_REQUEST = auto()
    BE_AWAY = auto()
    READ_PROJECTS = auto()
    EDIT_PROJECTS = auto()
    ANSWER_STATUS = auto()
    ANSWER_FOR_COMMUNE = auto()
    READ_STATUS = auto()
    SEE_ROUND = auto()
    OPEN_ROUND = auto()
    CHANGE_SETTINGS = auto()
    RAISE_RISK = auto()
    READ_RISKS = auto()
    EDIT_RISK = auto()
    HANDLE_RISK = auto()
    READ_FORUMS = auto()
    DELEGATE = auto()
    CALL_FORUM = auto()
    ANNOUNCE = auto()
    READ_DATA = auto()
    ANSWER_DATA = auto()
    HAND_IN_DATA = auto()
    CALL_DATA = auto()


class Needs(NamedTuple):
    """The right that a reader must hold in this commune (None: in any) when something goes out."""

    right: Right
    commune_id: int | None = None


class Scope(Enum):
    """How far a right reaches."""

    OWN = auto()
    ANY = auto()


_TEAM = (Role.CHAIR, Role.CHAIR_DEPUTY, Role.COORDINATOR, Role.COORDINATOR_DEPUTY, Role.SPECIALIST)
_COORDINATION = (Role.COORDINATOR, Role.COORDINATOR_DEPUTY)
_LEADERS = (Role.CHAIR, Role.CHAIR_DEPUTY, *_COORDINATION)


def _rights(own: Iterable[Role], everywhere: Iterable[Role]) -> dict[Role, Scope]:
    return dict.fromkeys(own, Scope.OWN) | dict.fromkeys(everywhere, Scope.ANY)


RIGHTS: dict[Right, dict[Role, Scope]] = {
    Right.SEE_TEAM: _rights(own=_TEAM, everywhere=(Role.OFFICE,)),
    Right.INVITE: _rights(own=_COORDINATION, everywhere=(Role.OFFICE,)),
    Right.MANAGE_TEAM: _rights(own=_COORDINATION, everywhere=(Role.OFFICE,)),
    Right.DECIDE_REQUEST: _rights(own=_COORDINATION, everywhere=(Role.OFFICE,)),
    Right.BE_AWAY: _rights(own=_TEAM, everywhere=()),
    Right.READ_PROJECTS: _rights(own=(), everywhere=(*_TEAM, Role.OFFICE)),
    Right.EDIT_PROJECTS: _rights(own=_COORDINATION, everywhere=(Role.OFFICE,)),
    Right.ANSWER_STATUS: _rights(own=_TEAM, everywhere=()),
    Right.ANSWER_FOR_COMMUNE: _rights(own=(), everywhere=(Role.OFFICE,)),
    Right.READ_STATUS: _rights(own=_TEAM, everywhere=(Role.OFFICE,)),
    Right.SEE_ROUND: _rights(own=(), everywhere=(Role.OFFICE,)),
    Right.OPEN_ROUND: _rights(own=(), everywhere=(Role.OFFICE,)),
    Right.CHANGE_SETTINGS: _rights(own=(), everywhere=(Role.OFFICE,)),
    Right.RAISE_RISK: _rights(own=_TEAM, everywhere=(Role.OFFICE,)),
    Right.READ_RISKS: _rights(own=_TEAM, everywhere=(Role.OFFICE,)),
    Right.EDIT_RISK: _rights(own=_LEADERS, everywhere=(Role.OFFICE,)),
    Right.HANDLE_RISK: _rights(own=(), everywhere=(Role.OFFICE,)),
    Right.READ_FORUMS: _rights(own=_TEAM, everywhere=(Role.OFFICE,)),
    Right.DELEGATE: _rights(own=_LEADERS, everywhere=(Role.OFFICE,)),
    Right.CALL_FORUM: _rights(own=(), everywhere=(Role.OFFICE,)),
    Right.ANNOUNCE: _rights(own=(), everywhere=(Role.OFFICE,)),
    Right.READ_DATA: _rights(own=_TEAM, everywhere=(Role.OFFICE,)),
    Right.ANSWER_DATA: _rights(own=_TEAM, everywhere=()),
    Right.HAND_IN_DATA: _rights(own=_LEADERS, everywhere=()),
    Right.CALL_DATA: _rights(own=(), everywhere=(Role.OFFICE,)),
}


def may(memberships: Iterable[Holding], right: Right, commune_id: int | None = None) -> bool:
    """Whether these memberships give the right in that commune (None: in any commune at all)."""
    return any(
        scope is Scope.ANY or commune_id is None or membership.commune_id == commune_id
        for membership in memberships
        if (scope := RIGHTS[right].get(membership.role)) is not None
    )


def communes_with(memberships: Iterable[Holding], right: Right) -> set[int] | None:
    """Ids of the communes in which these memberships give the right; None: in every commune."""
    granted = [(m, RIGHTS[right].get(m.role)) for m in memberships]
    if any(scope is Scope.ANY for _, scope in granted):
        return None
    return {m.commune_id for m, scope in granted if scope is not None and m.commune_id is not None}


def roles_with(right: Right, scope: Scope) -> list[Role]:
    """The roles that give the right in this scope; a right of another version is given by none."""
    return [role for role, reach in RIGHTS.get(right, {}).items() if reach is scope]
