"""The data with which the demonstration begins: an association with people, projects and six weeks behind it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from random import Random

from msgspec import Struct
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.conversation.buttons import standing
from bot.conversation.outgoing import Services
from bot.demo.cast import cast, described, field_among, homes_among
from bot.demo.content import Figure, content
from bot.demo.figures import call_for_data
from bot.demo.forums import call_forums
from bot.demo.past import Told, last_working_day, write_past
from bot.demo.projects import details_of, milestones_of, plans_of
from bot.demo.risks import raise_risks
from bot.demo.weeks import Teller
from bot.playground import Person, World
from bot.settings import Association
from bot.texts import Texts
from handlers import CONVERSATIONS, USUAL
from models.calendar import Clock
from models.database import Database
from models.people import absence, person
from models.people.commune import all_communes, all_fields
from models.people.permission import Role
from models.people.person import Membership, MembershipField
from models.project import project
from models.project.project import Milestone
from models.reading.words import fold
from models.status.status_round import monday_of

SEED = 2026
LONG_AGO = timedelta(days=240)


class Cast(Struct, frozen=True):
    """The people of the demonstration: their phones and short descriptions."""

    people: dict[str, Person]
    """Leading figures by first name, then the others by full name, all folded to plain lower case."""
    about: dict[int, dict[str, str]]
    """Descriptions by Telegram id and language."""


async def move_in(database: Database, world: World, clock: Clock, association: Association) -> Cast:
    """Write all data as if they had existed for long, the same each time; nothing is sent."""
    rng = Random(SEED)  # noqa: S311
    figures = cast(association.communes, association.fields, rng)
    phones = [_phone(world, figure) for figure in figures]
    async with database.transaction() as session:
        communes = {commune.name: commune.id for commune in await all_communes(session)}
        fields = {field.name: field.id for field in await all_fields(session)}
        field_ids = {name: fields[field_among(association.fields, name)] for name in content().projects.fields}
        homes = homes_among(association.communes)
        always = [communes[home] for home in homes]
        members = await _take_in(session, communes, fields, figures, phones, clock, association.rodo.version)
        await _note_absences(session, members, clock, besides=homes)
        told = await _begin_projects(session, communes, field_ids, association.communes, clock, rng)
        await write_past(session, clock, told, always=always, rng=rng)
        leading = _by_role(members)
        await raise_risks(session, clock, [one.project for one in told], leading)
        office = leading[None][Role.OFFICE]
        await call_forums(session, clock, field_ids, by=office, played=always, rng=rng)
        await call_for_data(session, clock, field_ids, by=office, played=always, rng=rng)
    _give_menus(world, members, Services(Texts(), clock, association, world.username, CONVERSATIONS, USUAL))
    names = [figure.first_name if figure.is_leading else figure.name for figure in figures]
    return Cast(
        {fold(name): phone for name, phone in zip(names, phones, strict=True)},
        {phone.id: described(figure) for figure, phone in zip(figures, phones, strict=True)},
    )


def _phone(world: World, figure: Figure) -> Person:
    first, _, last = figure.name.partition(" ")
    phone = Person(world, first, last_name=last, language=figure.language)
    if figure.role is not None:
        world.let_in(phone.user)
    return phone


# --- the people ----------------------------------------


class _Member(Struct, frozen=True):
    """A figure with a role in a team or in the Office."""

    figure: Figure
    person: person.Person
    membership: Membership


async def _take_in(
    session: AsyncSession, communes: Mapping[str, int], fields: Mapping[str, int],
    figures: Sequence[Figure], phones: Sequence[Person], clock: Clock, clause: str,
) -> list[_Member]:  # fmt: skip
    """Let all but the strangers join: they consented long ago, one after the other."""
    joined = clock.now() - LONG_AGO
    members: list[_Member] = []
    for number, (figure, phone) in enumerate(zip(figures, phones, strict=True)):
        if figure.role is not None:
            since = clock.working_time(joined + timedelta(hours=5 * number))
            row = person.Person(telegram_id=phone.id, name=figure.name, language=figure.language, created_at=since)
            person.consent(row, version=clause, now=since)
            commune_id = communes[figure.commune] if figure.commune else None
            membership = Membership(person_id=0, commune_id=commune_id, role=figure.role, since=since)
            members.append(_Member(figure, row, membership))
    session.add_all(member.person for member in members)
    await session.flush()
    for member in members:
        member.membership.person_id = member.person.id
    session.add_all(member.membership for member in members)
    await session.flush()
    session.add_all(
        MembershipField(membership_id=member.membership.id, field_id=fields[field])
        for member in members
        for field in member.figure.fields
    )
    return members


def _by_role(members: Sequence[_Member]) -> dict[int | None, dict[Role, person.Person]]:
    """The first person in each role, by commune (None: the Office)."""
    found: dict[int | None, dict[Role, person.Person]] = {}
    for member in members:
        found.setdefault(member.membership.commune_id, {}).setdefault(member.membership.role, member.person)
    return found


async def _note_absences(
    session: AsyncSession, members: Sequence[_Member], clock: Clock, *, besides: Collection[str]
) -> None:
    """Note that one coordinator is away next week and another from tomorrow on, with deputies."""
    today = clock.today()
    next_monday = monday_of(today) + timedelta(weeks=1)
    first = _replaceable(members, Role.COORDINATOR_DEPUTY, besides)
    second = _replaceable(members, Role.SPECIALIST, {*besides, *(member.figure.commune for member in first)})
    for pair, first_day, last_day in (
        (first, next_monday, next_monday + timedelta(days=4)),
        (second, today + timedelta(days=1), today + timedelta(days=9)),
    ):
        if pair:
            away, deputy = pair
            days = {"first_day": first_day, "last_day": last_day}
            await absence.note(session, away.person, deputy_id=deputy.person.id, **days)


def _replaceable(members: Sequence[_Member], by: Role, besides: Collection[str | None]) -> tuple[_Member, ...]:
    """A coordinator and somebody with role ``by`` in the same commune, if any commune has both."""
    for deputy in members:
        if deputy.figure.role is by and deputy.figure.commune not in besides:
            team = [member for member in members if member.figure.commune == deputy.figure.commune]
            return next(member for member in team if member.figure.role is Role.COORDINATOR), deputy
    return ()


def _give_menus(world: World, members: Sequence[_Member], services: Services) -> None:
    """Give everybody the command menu and the keyboard that they would have got on joining."""
    for member in members:
        words, roles = services.texts[member.person.language], [member.membership]
        menu = [{"command": command, "description": does} for command, does in services.commands(words, roles)]
        world.profile.set_commands(("chat", member.person.telegram_id, 0), "", menu)
        world.chats[member.person.telegram_id].keyboard = standing(services.keyboard(words, roles))


# --- the projects ----------------------------------------


async def _begin_projects(
    session: AsyncSession, communes: Mapping[str, int], fields: Mapping[str, int], names: Sequence[str], clock: Clock,
    rng: Random,
) -> list[Told]:  # fmt: skip
    """Add the projects with fields, partners and milestones; return each with its story."""
    teller, stories = Teller(rng), content().projects.stories
    told: list[Told] = []
    for commune in names:
        for plan in plans_of(commune, rng, is_first=commune == names[0]):
            added = await project.add(
                session, name=plan.name, commune_id=communes[commune], now=clock.now() - LONG_AGO,
                field_id=fields[plan.field], **details_of(plan, clock.today(), rng),
            )  # fmt: skip
            if partners := [communes[name] for name in names if name in plan.partners]:
                await project.set_partners(session, added, partners)
            session.add_all(
                Milestone(
                    project_id=added.id,
                    name=name,
                    due=last_working_day(clock, due),
                    reached_on=last_working_day(clock, reached_on) if reached_on is not None else None,
                )
                for name, due, reached_on in milestones_of(plan, added, clock.today(), rng)
            )
            story = stories[plan.story] if plan.story else teller.story(plan.kind, plan.done)
            told.append(Told(added, story))
    return told
