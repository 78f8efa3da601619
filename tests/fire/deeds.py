"""What people do to what is not theirs alone: every tap and text that changes a row which somebody else may change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import product
from typing import Any

from handlers.project.edit import Detail
from handlers.status.draft import Item
from models.forum.reminder import Reminders
from models.people.permission import Role
from models.project.project import READINESS
from models.risk.escalation import Escalation
from models.risk.event import Kind
from models.risk.risk import Transition
from models.setting import Weekly
from models.status.answer import Light, NewLine
from tests.fire.fixtures import AWAY, Actor, Place, Scenery

OFFICE = ("office", "other_office")
LEADERS = ("coordinator", "back")
"""Coordinators, of whom the commune has two."""
TEAM = ("coordinator", "chair")
NEWCOMERS = ("stranger", "removed")
ONESELF = ("specialist", "specialist")
CLOCK = ("removed", "removed")
"""Nobody; the clock does it, perhaps of two machines."""

Draft = Mapping[str, Any]


@dataclass(frozen=True)
class Deed:
    """A tap on the button with this tag, a text in that step (``flow.step``), or a job: ``job.name``."""

    what: str
    by: tuple[str, str]
    """Who may do it, and who else."""
    about: str
    """Whose rows it changes: deeds about the same are tried with each other."""
    text: str | None = None
    values: Draft = field(default_factory=dict, hash=False)
    """What the button says, where that is not what ``places`` says; what can be called is given place and scenery."""
    draft: Draft = field(default_factory=dict, hash=False)
    """What its dialog holds, where that is not what ``places`` says; what can be called is given place and scenery."""
    scene: str = ""
    """What is otherwise before."""
    at: timedelta = timedelta(0)
    """How long after the scenery was furnished."""
    is_own: bool = False
    """It is about who does it, so others do to them what they do."""
    variant: str = ""

    def says(self, place: Place, scenery: Scenery) -> Draft:
        """What its button says."""
        return {name: value(place, scenery) if callable(value) else value for name, value in self.values.items()}

    @property
    def job(self) -> str | None:
        """Which job it is, if it is one."""
        return self.what.removeprefix("job.") if self.by == CLOCK else None

    def __str__(self) -> str:
        return f"{self.what}{self.variant and ':'}{self.variant}"


def _asked(place: Place, _: Scenery) -> list[Item]:
    """Nothing has to be asked of it any more."""
    return [Item(project_id=place.project, name="Trasa", before=None, stays=None)]


def _reached(place: Place, _: Scenery) -> dict[int, NewLine]:
    return {place.project: NewLine(project_id=place.project, light=Light.RED, reached=[place.milestone])}


def _sent(place: Place, scenery: Scenery) -> list[int]:
    """Whom the commune sends."""
    sent = {actor.delegate for who, actor in scenery.actors.items() if not who.endswith("office")}
    return sorted({*sent, place.delegate})


PUT_OFF = "UPDATE forum SET sent_at = NULL, delivered_at = NULL, send_at = starts_at - interval '10 minutes'"
THERE = "UPDATE delegate SET attended_at = (SELECT starts_at FROM forum WHERE forum.id = forum_id)"
NO_ROUND = "DELETE FROM obligation WHERE round_id IS NOT NULL; DELETE FROM status_round"
OWED = "UPDATE obligation SET answered_at = NULL, person_id = NULL WHERE data_call_id IS NOT NULL"
WAITING = (
    "UPDATE data_call SET sent_at = sent_at + interval '3 days', waiting = (SELECT json_agg(commune_id) FROM obligation"
    " WHERE data_call_id = data_call.id); DELETE FROM data_value; DELETE FROM obligation WHERE data_call_id IS NOT NULL"
)
SEVERAL = "UPDATE data_field SET kind = 'several', options = repeat(E'a\\n', 9); UPDATE data_value SET exact = '0'"
OPTIONAL = "UPDATE data_field SET required = false"
HANDED = (
    "INSERT INTO data_handed (obligation_id, data_field_id, person_id)"
    " SELECT obligation.id, data_field.id, membership.person_id FROM obligation"
    " JOIN data_field ON data_field.call_id = obligation.data_call_id"
    " JOIN membership ON membership.commune_id = obligation.commune_id"
    " JOIN person ON person.id = membership.person_id WHERE person.name = 'Specialist Nowak'"
)
"""To whom does the deed."""
TAKEN = "UPDATE risk SET state = 'taken', taken_at = waits_since, taken_by_id = author_id"
HELD = (
    "UPDATE risk SET state = 'taken', taken_at = waits_since, taken_by_id = (SELECT person_id FROM membership"
    " WHERE role = 'office' AND ended_at IS NULL ORDER BY id LIMIT 1)"
)
"""By who does the deed."""
STATUS = [
    Deed("status.ask_which.send", TEAM, "status", draft={"projects": _asked}),
    Deed("status.ask_which.send", TEAM, "status", variant="reached", draft={"projects": _asked, "lines": _reached}),
    Deed("status.ask_which.send", OFFICE, "status", variant="on behalf", draft={"projects": _asked, "on_behalf": True}),
    Deed("status.ask_milestone.stands", TEAM, "status", variant="the last", draft={"asks_rest": True}),
    Deed("status.later", TEAM, "status"),
    Deed("report.yes_open", OFFICE, "status", scene=NO_ROUND),
]
PROJECTS = [
    Deed("project.yes_archive", LEADERS, "project"),
    Deed("project_edit.ask_field.field", LEADERS, "project"),
    Deed("project_edit.ask_partners.accept", LEADERS, "project", draft={"partners": [3]}),
    Deed("project_edit.ask_readiness.accept", LEADERS, "project", draft={"readiness": dict.fromkeys(READINESS, "yes")}),
    Deed("project_edit.ask_typed", LEADERS, "project", text="12 mln"),
    Deed("project_edit.ask_typed", LEADERS, "project", text="Plaża", variant="name", draft={"asked": Detail.NAME}),
    Deed("project_add.ask_name", LEADERS, "project", text="Plaża"),
    Deed("milestone.ask_what.done", LEADERS, "project"),
    Deed("milestone.ask_what.remove", LEADERS, "project"),
    Deed("milestone.ask_name", LEADERS, "project", text="Odbiór"),
    Deed("milestone.ask_due", LEADERS, "project", text="10.12.2026"),
    Deed(
        "milestone.ask_due",
        LEADERS,
        "project",
        text="10.12.2026",
        variant="new",
        draft={"milestone": None, "name": "Odbiór"},
    ),
]
MEMBERS = [
    Deed("member.ask_removal.yes_remove", LEADERS, "member"),
    Deed("member.ask_role.role", LEADERS, "member"),
    Deed("member.ask_role.role", LEADERS, "member", variant="chair", values={"role": Role.CHAIR}),
    Deed("member.ask_fields.accept", LEADERS, "member"),
    Deed("member.ask_name", LEADERS, "member", text="Zofia Bąk"),
    Deed("settings.yes_leave", ONESELF, "member", is_own=True),
    Deed("settings.ask_name", ONESELF, "member", text="Zofia Lis", is_own=True),
    Deed("access.admit", LEADERS, "member"),
    Deed("access.decline", LEADERS, "member"),
    Deed("start.ask_fields.next", NEWCOMERS, "member"),
    Deed("invite.ask_which_to_withdraw.invitation", LEADERS, "member"),
]
RISKS = [
    Deed("risk_deed.do", OFFICE, "risk", variant="take"),
    Deed("risk_deed.do", OFFICE, "risk", variant="start", values={"move": Transition.START}, scene=TAKEN),
    Deed("risk_deed.ask_reason.no_reason", OFFICE, "risk"),
    Deed(
        "risk_deed.ask_reason.no_reason",
        OFFICE,
        "risk",
        variant="accept",
        draft={"move": Transition.ACCEPT},
        scene=TAKEN,
    ),
    Deed("risk_deed.ask_reason", OFFICE, "risk", text="Bo tak"),
    Deed("risk.ask_description.enough", TEAM, "risk"),
    Deed("risk_deed.do", OFFICE, "risk", variant="give back", values={"move": Transition.GIVE_BACK}, scene=HELD),
    Deed(
        "risk_hand_on.ask_whom.person",
        OFFICE,
        "risk",
        values={"person": lambda _, scenery: scenery.actors["other_office"].person},
        scene=HELD,
    ),
    Deed("risk_details.ask_choice.value", TEAM, "risk"),
    Deed("risk_details.ask_rating.rating", TEAM, "risk", draft={"asked": Kind.LIKELIHOOD}),
    Deed("risk_details.ask_rating", TEAM, "risk", text="2x3", draft={"asked": Kind.LIKELIHOOD_AFTER}),
    Deed(
        "risk_details.ask_choice.value",
        TEAM,
        "risk",
        variant="severity",
        draft={"asked": Kind.SEVERITY},
        values={"value": "s"},
    ),
    Deed("risk_details.ask_owner.person", TEAM, "risk"),
    Deed("risk_details.ask_part", TEAM, "risk", text="Skutki", draft={"asked": Kind.CAUSE}),
    Deed("risk_action.ask_due.day", TEAM, "risk", variant="new", draft={"action": None}),
    Deed("risk_action.ask_due.day", TEAM, "risk", values={"day": AWAY + timedelta(days=2)}),
    Deed("risk_action.ask_what.done", TEAM, "risk"),
    Deed("risk_action.ask_what.remove", TEAM, "risk"),
    Deed("risk_thread.ask_words", OFFICE, "risk", text="Kiedy?"),
]
FORUMS = [
    Deed("forum_delegate.ask_people.approve", TEAM, "forum", draft={"seen": _sent}),
    Deed("forum_delegate.ask_nobody.sure", TEAM, "forum"),
    Deed("forum_delegate.i_go", TEAM, "forum"),
    Deed("forum_delegate.ask_guest", TEAM, "forum", text="Adam Pytel, projektant"),
    Deed("forum_answer.come", ONESELF, "forum", is_own=True),
    Deed("forum_answer.ask_reason.no_reason", ONESELF, "forum", is_own=True),
    Deed("forum_answer.ask_reason", ONESELF, "forum", text="Choroba", is_own=True),
    Deed("forum_attendance.ask_who_came.here", OFFICE, "forum"),
    Deed("forum_attendance.ask_who_came.away", OFFICE, "forum", scene=THERE),
    Deed("forum_attendance.ask_commune.commune", OFFICE, "forum"),
    Deed("forum_change.ask_what.save", OFFICE, "forum"),
    Deed(
        "forum_change.ask_what.save",
        OFFICE,
        "forum",
        variant="capacity",
        draft={"new": {"capacity": 20}, "seen": {"capacity": 0}},
    ),
    Deed("forum_cancel.ask_sure.confirm", OFFICE, "forum"),
    Deed("forum_series.end", OFFICE, "forum"),
    Deed("forum_materials.preview.send", OFFICE, "forum"),
    Deed("forum_sending.now", OFFICE, "forum", scene=PUT_OFF),
    Deed("forum_sending.ask_when", OFFICE, "forum", text="dziś 9:45", scene=PUT_OFF),
    Deed("forums.show", OFFICE, "forum"),
]
ANNOUNCEMENTS = [
    Deed("announcement.read", ONESELF, "announcement", is_own=True),
    Deed("announcement.show", OFFICE, "announcement"),
    Deed("announcement.stop", OFFICE, "announcement"),
    Deed(
        "announcement.ask_correction",
        OFFICE,
        "announcement",
        text="Inaczej",
        draft={"corrects": lambda place, _: place.announcement},
    ),
]
DATA = [
    Deed("data_answer.ask_value", TEAM, "data", text="130"),
    Deed("data_answer.ask_value.exact", TEAM, "data"),
    Deed("data_answer.ask_value.same", TEAM, "data"),
    Deed("data_answer.ask_value.accept", TEAM, "data", draft={"ticked": [0]}, scene=SEVERAL),
    Deed("data_answer.ask_value.empty", TEAM, "data", scene=OPTIONAL),
    Deed("data_answer.ask_sure.sure", TEAM, "data"),
    Deed("data_answer.ask_reason.no_reason", TEAM, "data"),
    Deed("data_answer.ask_expected.nobody_knows", TEAM, "data"),
    Deed("data_answer.ask_changes.keep_sheet", TEAM, "data"),
    Deed("data_answer.ask_summary.send", TEAM, "data", scene=OWED),
    Deed(
        "data_answer.ask_summary.send_without",
        OFFICE,
        "data",
        variant="on behalf",
        draft={"on_behalf": True},
        scene=OWED,
    ),
    Deed("data_hand.ask_whom.person", TEAM, "data"),
    Deed("data_hand.not_me", ONESELF, "data", scene=HANDED, is_own=True),
    Deed("data.accept", OFFICE, "data"),
    Deed("data.show", OFFICE, "data"),
    Deed("data.send_now", OFFICE, "data", scene=WAITING),
    Deed("data.compare", OFFICE, "data"),
    Deed("data.end_series", OFFICE, "data"),
    Deed("data_review.ask_wrong", OFFICE, "data", text="Z filią?"),
    Deed("data_call.preview.save", OFFICE, "data"),
    Deed("data_withdraw.ask_why", OFFICE, "data", text="Są w GUS"),
    Deed(
        "data_review.ask_due",
        OFFICE,
        "data",
        variant="alone",
        text="18.12.2026 15:00",
        draft={"alone": True},
        scene=OWED,
    ),
    Deed("data_review.ask_due", OFFICE, "data", text="18.12.2026 15:00"),
]
ABSENCES = [
    Deed("absence.call_off", ONESELF, "absence", is_own=True),
    Deed("absence.ask_deputy.person", ONESELF, "absence", is_own=True),
]
SETTINGS = [
    Deed("settings.ask_part.save", OFFICE, "settings", draft={"weekly": Weekly(close_day=2)}),
    Deed("settings.ask_part.save", OFFICE, "settings", variant="other", draft={"weekly": Weekly(close_day=3)}),
    Deed("settings.ask_wait.save", OFFICE, "settings", draft={"escalation": Escalation(others_director=5)}),
    Deed("settings.ask_leads.save", OFFICE, "settings", draft={"reminders": Reminders(days=frozenset({3}))}),
    Deed("settings.ask_contact.person", OFFICE, "settings", values={"person": 0}),
]
JOBS = [
    Deed("job.status-open", CLOCK, "status", scene=NO_ROUND),
    Deed("job.status-remind", CLOCK, "status", at=timedelta(days=3)),
    Deed("job.status-close", CLOCK, "status", at=timedelta(days=4, hours=3)),
    Deed("job.data-ask", CLOCK, "data", scene=OWED),
    Deed("job.data-ask", CLOCK, "data", variant="send", scene=WAITING, at=timedelta(days=3)),
    Deed("job.data-ask", CLOCK, "data", variant="remind", scene=OWED, at=timedelta(days=7)),
    Deed("job.data-ask", CLOCK, "data", variant="close", scene=OWED, at=timedelta(days=14)),
    Deed("job.risk-escalate", CLOCK, "risk", at=timedelta(hours=3)),
    Deed("job.forum-replace", CLOCK, "forum"),
    Deed("job.forum-day", CLOCK, "forum", at=timedelta(hours=3)),
    Deed("job.forum-series", CLOCK, "forum", at=timedelta(hours=3)),
    Deed("job.forum-send", CLOCK, "forum", at=timedelta(minutes=45), scene=PUT_OFF),
    Deed("job.announce", CLOCK, "announcement"),
]
DEEDS = [*JOBS, *STATUS, *PROJECTS, *MEMBERS, *RISKS, *FORUMS, *ANNOUNCEMENTS, *DATA, *ABSENCES, *SETTINGS]
NOBODY_ELSES = {
    # rows that are new, and the number of an invitation
    "risk.ask_severity.severity", "risk.ask_same.is_different", "risk.ask_to_wait.again", "risk.ask_description",
    "data_call.preview.send",
    "forum.preview.send", "announcement.preview.send_now", "announcement.preview.send_then", "invite.ask_role.role",
    # what only oneself changes
    "start.ask_to_join.leave", "settings.language", "settings.results", "result.no_more", "forum_calendar.send",
    "forum_attendance.code",
    # another way to what stands in the table
    "milestone.ask_name", "risk_action.ask_due", "start.ask_who.skip",
}  # fmt: skip
"""What changes rows, but none that somebody else changes too."""


def pairs() -> Iterator[tuple[Deed, Deed]]:
    """All deeds about the same, each with either of them as the first. A status speaks of a project too, and members
    do everything."""
    for first, second in product(DEEDS, DEEDS):
        subjects = {first.about, second.about}
        if not (first.is_own and second.is_own) and (
            len(subjects) == 1 or subjects == {"status", "project"} or "member" in subjects
        ):
            yield first, second


def places_of(first: tuple[Deed, Actor], second: tuple[Deed, Actor], place: Place) -> tuple[Place, Place]:
    """What the deed of one is about where the other's is about themself."""

    def about(other: tuple[Deed, Actor]) -> Place:
        deed, actor = other
        if not deed.is_own:
            return place
        own = {name: getattr(actor, name) for name in ("person", "membership", "absence", "delegate")}
        return replace(place, **own)

    return about(second), about(first)
