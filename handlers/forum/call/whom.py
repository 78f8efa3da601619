"""Whom a forum is for: the communes, the seats of each, and the seats in all."""

from bot.conversation import reading
from bot.conversation.buttons import Button, Choice, Keyboard, column, grid, ticked
from bot.conversation.form import Field
from bot.conversation.outgoing import Message
from bot.conversation.turn import Turn
from handlers.commune_picker import named, ticks_communes
from handlers.forum.call.draft import CommuneSelection, Detail, ForumDraft, call, go_on, ways
from handlers.forum.call.form import form
from handlers.forum.fields import numbers
from models.people import commune
from models.people import person as people
from models.people.commune import Commune
from models.people.permission import Group, Role

SEATS_OFFERED = (1, 2, 3, 5)
CAPACITIES_OFFERED = (30, 50, 100)
MOST_SEATS, MOST_CAPACITY = 50, 10_000


# --- which communes ----------------------------------------


@call.step
async def ask_audience(turn: Turn[ForumDraft]) -> Message:
    """All communes, chosen ones, or those with specialists in the field; for other meetings, which groups of the
    teams."""
    draft, words = turn.draft, turn.words
    every = len(await commune.all_communes(turn.session))
    choices = [
        turn.choice(CommuneSelection.ALL, "forum_call.audience_all", n=every),
        turn.choice(CommuneSelection.CHOSEN, "forum_call.audience_chosen"),
    ]
    if turn.draft.kind.delegates and turn.draft.field is not None:
        there = len(await people.communes_with(turn.session, roles=(Role.SPECIALIST,), field_id=turn.draft.field))
        choices.append(turn.choice(CommuneSelection.IN_FIELD, "forum_call.audience_in_field", n=there))
    groups = [
        Button(
            ticked(words.plain(f"announcement.group_{group}"), chosen=group in draft.invites),
            Choice.to(group, "group"),
        )
        for group in (() if draft.kind.delegates else Group)
    ]
    keyboard = [*grid(groups, 2), *column(choices), *ways(turn)]
    return Message(words(f"forum_call.ask_audience_{draft.kind}"), keyboard)


@ask_audience.chosen("group")
async def tick_group(turn: Turn[ForumDraft], group: Group) -> None:
    draft = turn.draft
    draft.groups = [each for each in Group if (each in draft.invites) != (each is group)]
    await turn.again()


@ask_audience.chosen
async def pick_audience(turn: Turn[ForumDraft], audience: CommuneSelection) -> None:
    """Chosen communes are ticked in the next step."""
    draft = turn.draft
    if not any(group is not Group.OFFICE for group in draft.invites):
        turn.toast("forum_call.tick_group")
    elif audience is CommuneSelection.CHOSEN:
        draft.listed.pop(ask_communes.name, None)
        await turn.go(ask_communes)
    else:
        draft.audience = audience
        await go_on(turn, Detail.AUDIENCE)


async def invited(turn: Turn[ForumDraft]) -> list[Commune]:
    """The invited communes in alphabetical order."""
    draft = turn.draft
    communes = named(await commune.all_communes(turn.session), "")
    match draft.audience:
        case CommuneSelection.ALL:
            return communes
        case CommuneSelection.CHOSEN:
            ids = set(draft.communes)
        case CommuneSelection.IN_FIELD:
            ids = await people.communes_with(turn.session, roles=(Role.SPECIALIST,), field_id=draft.field)
    return [one for one in communes if one.id in ids]


async def _chosen(turn: Turn[ForumDraft]) -> None:
    turn.draft.audience = CommuneSelection.CHOSEN
    await go_on(turn, Detail.AUDIENCE)


ask_communes = ticks_communes(call, ways, _chosen)
ask_communes.answer("back")(ask_audience)


# --- how many ----------------------------------------


def _how_many(detail: Detail, offered: tuple[int, ...], most: int) -> Field[ForumDraft]:
    async def offers(turn: Turn[ForumDraft]) -> Keyboard:
        return [*grid(numbers(offered), 4), [turn.choice(0, "forum_call.unlimited")]]

    return Field(detail, reading.number("forum_call.bad_number", most=most), offers=offers)


ask_seats = form.add(_how_many(Detail.SEATS, SEATS_OFFERED, MOST_SEATS))
ask_capacity = form.add(_how_many(Detail.CAPACITY, CAPACITIES_OFFERED, MOST_CAPACITY))
