"""Two communes where everything that a button can be about is there, and a person of every kind who may tap it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.conversation.buttons import Bare, Tap
from bot.conversation.dialog import Back, Conversation
from bot.conversation.flow import Draft
from bot.playground import Person
from handlers.announcement.draft import AnnouncementDraft
from handlers.data.answer_sheet import edition_of
from handlers.data.call.draft import CallDraft, NewField
from handlers.data.call.withdraw import Withdrawing
from handlers.data.filling import AnswerDraft, SheetCell
from handlers.data.hand import HandDraft
from handlers.data.review import ReviewDraft
from handlers.forum.attendance.draft import Ticking
from handlers.forum.call.draft import CommuneSelection as Whom
from handlers.forum.call.draft import Detail as CallDetail
from handlers.forum.call.draft import ForumDraft
from handlers.forum.change.cancel import Cancelling
from handlers.forum.change.draft import Changing
from handlers.forum.change.draft import Detail as ChangeDetail
from handlers.forum.delegation.answer import Declining
from handlers.forum.delegation.draft import Delegating
from handlers.forum.forums import Browsing as Forums
from handlers.forum.materials import MaterialsDraft
from handlers.forum.sending import PuttingOff
from handlers.onboarding.access import AccessDraft
from handlers.onboarding.start import JoinDraft
from handlers.project.add import NewProject
from handlers.project.edit import Detail, Details
from handlers.project.milestone import Milestoning
from handlers.project.project import Browsing
from handlers.project.remark import RemarkDraft
from handlers.risk.details import Editing
from handlers.risk.draft import AboutRisk, RiskDraft
from handlers.risk.lifecycle import TransitionDraft
from handlers.risk.register.draft import Browsing as Register
from handlers.risk.register.draft import Facet
from handlers.risk.thread import Exchange
from handlers.risk.treatment import Acting
from handlers.settings.contact import EVERYBODY
from handlers.settings.draft import Part, SettingsDraft, Wait
from handlers.settings.escalation import WHOEVER
from handlers.status.draft import Item, StatusDraft
from handlers.status.sheet import Period, SheetDraft
from handlers.team.absence import AbsenceDraft
from handlers.team.invite import InviteDraft
from handlers.team.member_draft import Managing
from handlers.team.team import Teams
from models import announcement
from models.announcement import Announcement, AnnouncementCopy, Filter
from models.calendar import Clock
from models.data import answer as data_answer
from models.data import call as data_call
from models.data.answer import NewValue
from models.data.call import DataCall, DataField, reminders
from models.data.series import Rhythm as Often
from models.data.series import repeated
from models.data.value import Kind as Figure
from models.data.value import State as Said
from models.db.prepared import Prepared, values_of
from models.forum import forum_commune
from models.forum.delegate import Delegate, State
from models.forum.forum import Forum
from models.forum.forum import Kind as Meeting
from models.forum.series import Rhythm
from models.mail.dialog import Dialog, DialogState
from models.mail.sender import who_is
from models.obligation import Obligation
from models.people import absence, invitation, person, request
from models.people.commune import all_communes, commune_named
from models.people.permission import Group, Role
from models.project import project
from models.project.project import Due, Readiness
from models.risk import message as risk_message
from models.risk import risk, treatment
from models.risk.event import Kind
from models.risk.register import Whose
from models.risk.risk import NewRisk, Severity, Transition
from models.status.answer import Light, NewLine
from tests.conftest import WARSAW, Town
from tests.fire.offers import Offer
from tests.rows import certain

FRIDAY = datetime(2026, 11, 27, 9, tzinfo=WARSAW)
AWAY = date(2026, 12, 7)
SCENE, ELSEWHERE = 10_001, 10_002
"""The dialog of who taps, and that of somebody else."""

WHO = (
    "office",
    "chair",
    "chair_deputy",
    "coordinator",
    "coordinator_deputy",
    "specialist",
    "stranger",
    "removed",
    "back",
)


@dataclass
class Actor:
    """Who taps: the phone, the person's row, and what is their own."""

    phone: Person
    person: int
    membership: int
    absence: int
    delegate: int


@dataclass
class Place:
    """A commune and what there is in it: rows that buttons are about."""

    commune: int
    project: int
    milestone: int
    obligation: int
    membership: int
    person: int
    absence: int
    request: int
    invitation: int
    risk: int
    action: int
    message: int
    forum: int
    delegate: int
    announcement: int
    call: int
    owed: int
    data_field: int
    data_value: int
    edition: str


@dataclass
class Scenery:
    """Everybody, the commune they are of and another one."""

    actors: dict[str, Actor]
    own: Place
    foreign: Place


async def furnish(town: Town, *others: str) -> Scenery:
    """A round is open, projects have milestones, people ask to be let in, somebody is away.

    ``others`` are there besides: ``other_office`` is of the Office, too.
    """
    for commune in ("Niepołomice", "Skawina"):
        await town.has_projects(commune, "Trasa", "Park")
        await town.meets(f"Zofia{commune} Mak", Role.SPECIALIST, commune)
        await town.meets(f"Olga{commune} Lis", Role.COORDINATOR, commune)
    phones = {who: await _arrives(town, who) for who in (*WHO, *others)}
    await town.move_to(FRIDAY)
    async with town.database.transaction() as session:
        await _loses_all(session, phones["removed"])
        forum = await _forum(session)
        own, foreign = [await _place(session, name, forum) for name in ("Niepołomice", "Skawina")]
        actors = {who: await _actor(session, phone, own) for who, phone in phones.items()}
        readers = [actor.person for who, actor in actors.items() if who != "stranger"]
        copies = [AnnouncementCopy(announcement_id=own.announcement, person_id=id, letter_id=1) for id in readers]
        await announcement.keep(session, copies)
    return Scenery(actors, own, foreign)


async def _arrives(town: Town, who: str) -> Person:
    """Each has a message of the bot with buttons to tap on."""
    if who == "stranger":
        phone = Person(town.world, "Tomasz", last_name="Bąk")
    else:
        role = Role.COORDINATOR if who in ("removed", "back") else Role(who.removeprefix("other_"))
        phone = await town.meets(f"{who.capitalize()} Nowak", role, "Niepołomice" if role.of_commune else None)
    await phone.say("/start" if who == "stranger" else "/ustawienia")
    if who == "back":
        await phone.block()
        await phone.unblock()
    assert any(message.buttons for message in phone.messages)
    return phone


async def _loses_all(session: AsyncSession, phone: Person) -> None:
    known = certain(await who_is(session, phone.id))
    for membership in (await person.memberships_of(session, [known.person]))[known.person.id]:
        membership.ended_at = FRIDAY


async def _actor(session: AsyncSession, phone: Person, own: Place) -> Actor:
    known = certain(await who_is(session, phone.id))
    of = known.person
    held = (await person.memberships_of(session, [of])).get(of.id, [])
    membership = held[0].id if held else own.membership
    if of.consent_at is None:
        return Actor(phone, of.id, membership or 0, own.absence, own.delegate)
    away, _ = await absence.note(session, of, first_day=AWAY, last_day=AWAY, deputy_id=None)
    commune = known.memberships[0].commune_id if known.memberships else own.commune
    sent = await _sent_to(session, own.forum, commune, of)
    return Actor(phone, of.id, membership or 0, away.id, sent)


async def _forum(session: AsyncSession) -> Forum:
    """All communes are invited to it."""
    office = (await person.office(session))[0]
    starts = FRIDAY + timedelta(minutes=50)
    forum = Forum(
        title="Forum", rule="FREQ=WEEKLY;BYDAY=FR", starts_at=starts, answer_by=starts,
        send_at=FRIDAY, sent_at=FRIDAY, delivered_at=FRIDAY, called_by_id=office.id, created_at=FRIDAY,
    )  # fmt: skip
    communes = [commune.id for commune in await all_communes(session)]
    await forum_commune.call(session, forum, commune_ids=communes)
    for one in await forum_commune.invited(session, forum.id):
        one.row.invited_at = FRIDAY
    return forum


async def _sent_to(session: AsyncSession, forum: int, commune: int | None, of: person.Somebody) -> int:
    sent = Delegate(forum_id=forum, commune_id=commune, person_id=of.id, state=State.ACCEPTED)
    session.add(sent)
    await session.flush()
    return sent.id


async def _place(session: AsyncSession, name: str, forum: Forum) -> Place:
    commune = certain(await commune_named(session, name))
    [first, *_] = await project.projects(session, commune_ids=[commune.id])
    milestone = await project.add_milestone(session, first, name="Przetarg", due=date(2026, 11, 20))
    zofia = (await person.members(session, commune_id=commune.id, roles=(Role.SPECIALIST,)))[0]
    away, _ = await absence.note(session, zofia.person, first_day=AWAY, last_day=AWAY, deputy_id=None)
    asker = await person.add_person(
        session, telegram_id=9_000_000 + commune.id, name="Adam Pytel", language="pl", now=FRIDAY
    )
    asked = await request.ask_for_access(session, asker, commune_id=commune.id, role=Role.SPECIALIST, now=FRIDAY)
    assert isinstance(asked, request.Asked)
    code = await invitation.invite(session, role=Role.SPECIALIST, commune_id=commune.id, invited_by=None, now=FRIDAY)
    found = await invitation.with_code(session, code, now=FRIDAY)
    assert isinstance(found, invitation.Valid)
    new = NewRisk(commune_id=commune.id, project_id=first.id, severity=Severity.CRITICAL, text="Brak decyzji")
    raised = await risk.raise_risk(session, new, by=zofia.person, now=FRIDAY)
    assert isinstance(raised, risk.Raised)
    number = raised.risk.id
    action = await treatment.add(session, number, text="Odwołanie", due=AWAY, by=zofia.person, now=FRIDAY)
    message = await risk_message.say(session, number, text="Wiemy więcej", by=zofia.person, now=FRIDAY)
    of_commune = col(Obligation.commune_id) == commune.id
    obligation = await session.exec(select(Obligation.id).where(of_commune, col(Obligation.round_id).is_not(None)))
    call, owed, field, value, edition = await _data(session, commune.id, zofia.person)
    return Place(
        commune=commune.id,
        project=first.id,
        milestone=milestone.id,
        obligation=obligation.one(),
        membership=zofia.membership.id,
        person=zofia.person.id,
        absence=away.id,
        request=asked.request.id,
        invitation=found.invitation.id,
        risk=number,
        action=action.id,
        message=message.id,
        forum=forum.id,
        delegate=await _sent_to(session, forum.id, commune.id, zofia.person),
        announcement=await _announcement(session, forum),
        call=call,
        owed=owed,
        data_field=field,
        data_value=value,
        edition=edition,
    )


async def _data(session: AsyncSession, commune: int, by: person.Somebody) -> tuple[int, int, int, int, str]:
    """The commune has answered two calls for the same data; the newer answer is not accepted yet."""
    office, due = (await person.office(session))[0], FRIDAY + timedelta(days=14)
    reminds = reminders(Clock(WARSAW, "PL"), FRIDAY, due)
    for exact in ("120", "125"):
        new = DataCall(
            title="Żłobki", period="r", sent_at=FRIDAY, due_at=due, reminds=reminds, called_by_id=office.id,
            rule=repeated(Often.YEARLY, FRIDAY, WARSAW), planned_at=FRIDAY,
        )  # fmt: skip
        field = DataField(call_id=0, position=0, name="Miejsca", kind=Figure.WHOLE, required=False)
        await data_call.send(session, new, [field], commune_ids=[commune])
        [owed] = await data_answer.owed_by(session, [commune], limit=1)
        await data_answer.keep(session, owed, {field.id: NewValue(exact=exact)}, by=by, now=FRIDAY)
        data_answer.hand_in(owed, now=FRIDAY)
    [kept] = (await data_answer.values(session, owed.obligation.id)).values()
    return new.id, owed.obligation.id, field.id, kept.value.id, edition_of(new, [field])


async def _announcement(session: AsyncSession, forum: Forum) -> int:
    new = Announcement(
        author_id=forum.called_by_id, text="Uwaga", audience=Filter(roles=[Role.COORDINATOR]).model_dump(mode="json"),
        asks_receipt=True, send_at=FRIDAY, written_at=FRIDAY, created_at=FRIDAY,
    )  # fmt: skip
    return (await announcement.announce(session, new)).id


# --- what is tapped ----------------------------------------

FIXED: dict[str, Any] = {
    "page": 0, "at": 0, "field": 1, "months": 3, "percent": 50, "hour": 9, "language": "en", "day": AWAY,
    "light": Light.GREEN, "role": Role.CHAIR_DEPUTY, "part": Part.OPEN_DAY, "detail": Detail.BUDGET, "flow": "menu",
    "dialog": SCENE, "severity": Severity.SERIOUS, "move": Transition.TAKE, "wait": Wait.CRITICAL_AGAIN, "number": 1,
    "kind": Kind.CATEGORY, "value": "land", "done": True, "facet": Facet.CATEGORY, "whose": Whose.MINE,
    "days": 7, "hours": 2, "minutes": 120, "n": 2, "past": False, "group": Group.CHAIRS, "audience": Whom.ALL,
    "here": True, "seats": 2, "capacity": 50, "period": Period.ROUND,
    "exact": "0", "state": Said.NOT_APPLICABLE, "weeks": 2, "cooperation": 1,
    "rhythm": Rhythm.WEEKLY, "status_round": 1, "despite": None, "monday": date(2026, 11, 23),
    "rating": "4x3", "rating_of": Kind.LIKELIHOOD,
}  # fmt: skip
"""What the fields of buttons say that are not about a row of some commune."""
OF_TAG: dict[str, dict[str, Any]] = {
    "access.ask_role.role": {"role": Role.CHAIR},
    "settings.ask_day.day": {"day": 3},
    "settings.ask_director.person": {"person": WHOEVER},
    "settings.ask_contact.person": {"person": EVERYBODY},
    "forum.ask_title.kind": {"kind": Meeting.TEAM},
    "data_call.ask_kind.kind": {"kind": Figure.TEXT},
    "data_call.ask_period.period": {"period": "rok 2026"},
    "data_call.ask_what.part": {"part": "title"},
    "data_call.ask_rhythm.rhythm": {"rhythm": Often.YEARLY},
    "forum.ask_detail.detail": {"detail": CallDetail.SEATS},
    "forum_change.ask_what.detail": {"detail": ChangeDetail.SEATS},
}
"""What they say on one kind of button."""
LISTED = {
    "communes": "commune", "partners": "commune", "fields": "field", "groups": "group", "ticked": "person",
    "without": "delegate", "data_fields": "data_field",
}  # fmt: skip
"""What is ticked in a list, by what the list is called."""


def tap_on(offer: Offer, place: Place, actor: Actor, *, own: bool, **other: Any) -> Tap | Bare:
    """The button about what there is in that place, or about what is the person's own (or not)."""
    values = {**FIXED, **vars(place), **OF_TAG.get(offer.key, {})}
    if offer.key.startswith("settings.") and own:
        values["membership"] = actor.membership
    if offer.key == "absence.call_off" and own:
        values["absence"] = actor.absence
    if own:
        values["delegate"] = actor.delegate
    if offer.tap is Back and not own:
        values["dialog"] = ELSEWHERE
    values |= {of: values[what] for of, what in LISTED.items()}
    return offer.carrying(**{**values, **other})


def draft_of(flow: str, place: Place, tag: str = "", actor: Actor | None = None) -> Draft:
    """A dialog of that conversation about what there is in that place, where it is the turn of that button."""
    line = NewLine(project_id=place.project, light=Light.AMBER)
    due = Due(id=place.milestone, name="Przetarg", due=date(2026, 11, 20))
    drafts: dict[str, Callable[[], Draft]] = {
        "start": lambda: JoinDraft(
            invitation=place.invitation, commune=place.commune, role=Role.SPECIALIST, where="…", name="Jan", fields=[1]
        ),
        "access": lambda: AccessDraft(commune=place.commune),
        "project_remark": lambda: RemarkDraft(project=place.project, commune=place.commune),
        "sheet": lambda: SheetDraft(monday=date(2026, 11, 23)),
        "status": lambda: StatusDraft(
            obligation=place.obligation,
            commune=place.commune,
            projects=[Item(project_id=place.project, name="Trasa", before=line, stays=line, milestones=[due])],
            lines={place.project: line},
        ),
        "risk": lambda: RiskDraft(
            commune=place.commune, project=place.project, severity=Severity.SERIOUS, text="Brak", looks_like=place.risk
        ),
        "risk_details": lambda: Editing(
            risk=place.risk,
            commune=place.commune,
            asked=Kind.LIKELIHOOD if tag.startswith("risk_details.ask_rating") else Kind.CATEGORY,
        ),
        "risk_action": lambda: Acting(risk=place.risk, commune=place.commune, action=place.action, text="Odwołanie"),
        "risk_thread": lambda: Exchange(risk=place.risk, commune=place.commune),
        "risks": lambda: Register(facet=Facet.CATEGORY),
        "forum_delegate": lambda: Delegating(forum=place.forum, commune=place.commune, ticked=[place.person]),
        "forum_answer": lambda: Declining(delegate=actor.delegate if actor is not None else place.delegate),
        "forum": lambda: ForumDraft(
            title="Forum",
            starts_at=FRIDAY + timedelta(days=20),
            answer_by=FRIDAY + timedelta(days=9),
            mends=True,
            communes=[place.commune],
            day=AWAY,
        ),
        "forum_change": lambda: Changing(
            forum=place.forum,
            day=AWAY,
            new={"seats": 1},
            seen={"seats": 0},
        ),
        "forum_attendance": lambda: Ticking(forum=place.forum, name="Adam Pytel"),
        "forum_sending": lambda: PuttingOff(forum=place.forum),
        "forum_materials": lambda: MaterialsDraft(forum=place.forum, text="Protokół"),
        "forum_cancel": lambda: Cancelling(forum=place.forum, reason="Śnieg"),
        "forums": lambda: Forums(),
        "data_call": lambda: CallDraft(
            call=place.call if tag == "data_call.preview.save" else None,
            title="Żłobki",
            why="wniosek",
            fields=[NewField(name="Miejsca"), NewField(name="Dzieci")],
            new=NewField(name="Miejsca"),
            at=0,
            communes=[place.commune],
            due=FRIDAY + timedelta(days=9),
            mends=True,
            day=AWAY,
        ),
        "data_answer": lambda: AnswerDraft(
            owed=place.owed,
            commune=place.commune,
            todo=[place.data_field],
            pending=NewValue(exact="7"),
            seen=place.data_value,
            cells=[SheetCell(field=place.data_field, said="131")],
            edition=place.edition,
            beside={place.data_field: place.data_value},
        ),
        "data_hand": lambda: HandDraft(owed=place.owed, commune=place.commune, todo=[place.data_field]),
        "data_review": lambda: ReviewDraft(owed=place.owed, call=place.call, data_fields=[place.data_field], day=AWAY),
        "data_withdraw": lambda: Withdrawing(call=place.call),
        "announcement": lambda: AnnouncementDraft(text="Uwaga"),
        "risk_hand_on": lambda: AboutRisk(risk=place.risk, commune=place.commune),
        "risk_deed": lambda: TransitionDraft(risk=place.risk, move=Transition.CLOSE, commune=place.commune),
        "project": lambda: Browsing(),
        "project_add": lambda: NewProject(commune=place.commune),
        "project_edit": lambda: Details(
            project=place.project, asked=Detail.BUDGET, readiness=dict.fromkeys(_READY, Readiness.UNKNOWN)
        ),
        "milestone": lambda: Milestoning(project=place.project, milestone=place.milestone),
        "team": lambda: Teams(),
        "member": lambda: Managing(commune=place.commune, membership=place.membership, fields=[1]),
        "invite": lambda: InviteDraft(commune=place.commune),
        "absence": lambda: AbsenceDraft(first=AWAY, last=AWAY),
        "settings": lambda: SettingsDraft(part=Part.OPEN_AT if tag == "settings.ask_hour.hour" else Part.OPEN_DAY),
    }
    return drafts[flow]()


_READY = project.READINESS


def in_dialog(
    conversation: Conversation[Any],
    draft: Draft,
    actor: Actor,
    other: Actor,
    *,
    parked: bool,
    offers: str | None = None,
    step: str | None = None,
) -> Callable[[AsyncSession], Awaitable[None]]:
    """The person is in the middle of that conversation (None: at its first step), as is somebody else."""
    dialog = DialogState(
        person_id=actor.person,
        flow=conversation.name,
        step=step or next(iter(conversation.steps)),
        question=1,
        question_text="?",
        draft=draft.model_dump(mode="json"),
        updated_at=FRIDAY,
        parked_at=FRIDAY if parked else None,
        offers=offers,
    ).model_dump()
    rows = [dialog | {"id": SCENE}, dialog | {"id": ELSEWHERE, "person_id": other.person}]

    async def scene(session: AsyncSession) -> None:
        await _dialogs().run(session, rows)

    return scene


@cache
def _dialogs() -> Prepared:
    """Thousands of scenes are set."""
    table: sa.Table = Dialog.__table__  # type: ignore[attr-defined]
    return Prepared(sa.insert(table).values(values_of(table, DialogState.model_fields)))
