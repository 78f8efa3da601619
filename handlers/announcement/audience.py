"""Recipients of an announcement: groups, communes, fields; and whether a receipt is asked for.

Anything sent meanwhile is added to the announcement: a phone sends several pictures one by one.
"""

from bot.conversation.buttons import Answer, Button, Choice, grid, ticked
from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.turn import Turn
from handlers.announcement.draft import AnnouncementDraft, announcement, takes_more
from handlers.announcement.views import excerpt
from handlers.commune_picker import commune_items, named
from models.people import commune as communes
from models.people.permission import Group

# --- who ----------------------------------------


@announcement.step(in_place=True)
async def ask_audience(turn: Turn[AnnouncementDraft]) -> Message:
    """Everybody, unless something is unticked."""
    draft, words = turn.draft, turn.words
    groups = [
        Button(ticked(words.plain(f"announcement.group_{group}"), chosen=group in draft.groups), Choice.to(group))
        for group in Group
    ]
    receipt = ticked(words.plain("announcement.ask_receipt"), chosen=draft.asks_receipt)
    return Message(
        excerpt(draft.text, len(draft.files)) + "\n" + words("announcement.ask_audience"),
        [
            *grid(groups, 2),
            [turn.answer(_which("communes", draft.communes), n=len(draft.communes))],
            [turn.answer(_which("fields", draft.fields), n=len(draft.fields))],
            [Button(receipt, Answer(name="receipt"))],
            [turn.answer("announcement.go_on")],
        ],
    )


def _which(what: str, chosen: list[int]) -> str:
    return f"announcement.{what}_{'chosen' if chosen else 'any'}"


async def in_words(turn: Turn[AnnouncementDraft]) -> str:
    """``koordynatorzy, Biuro · Niepołomice, Skawina · mobilność · z prośbą o potwierdzenie``"""
    draft, words = turn.draft, turn.words
    groups = [words.plain(f"announcement.to_{group}") for group in Group if group in draft.groups]
    places = [one.name for one in named(await communes.all_communes(turn.session), "") if one.id in draft.communes]
    fields = [one.name for one in await communes.all_fields(turn.session) if one.id in draft.fields]
    receipt = [words.plain("announcement.with_receipt")] if draft.asks_receipt else []
    return " · ".join(", ".join(part) for part in (groups, places, fields, receipt) if part)


ask_audience.ticks("groups")
takes_more(ask_audience)


# --- in which communes ----------------------------------------


@ask_audience.answer("communes_any", "communes_chosen")
@announcement.step(in_place=True, narrows="access.no_such_commune", answers={"chosen": ask_audience})
async def ask_communes(turn: Turn[AnnouncementDraft]) -> Pick:
    """No tick means all."""
    return Pick(
        turn.words("announcement.ask_communes"),
        commune_items(await communes.all_communes(turn.session)),
        ticked=turn.draft.communes,
        below=[[turn.answer("announcement.chosen"), turn.answer("announcement.communes_all")]],
    )


ask_communes.ticks("communes")


@ask_communes.answer("communes_all")
async def in_all_communes(turn: Turn[AnnouncementDraft]) -> None:
    turn.draft.communes = []
    await turn.go(ask_audience)


# --- in which fields ----------------------------------------


@ask_audience.answer("fields_any", "fields_chosen")
@announcement.step(in_place=True, answers={"chosen": ask_audience})
async def ask_fields(turn: Turn[AnnouncementDraft]) -> Pick:
    """Only specialists have fields. No tick means any."""
    return Pick(
        turn.words("announcement.ask_fields"),
        [Item(field.name, field.id) for field in await communes.all_fields(turn.session)],
        ticked=turn.draft.fields,
        below=[[turn.answer("announcement.chosen"), turn.answer("announcement.fields_all")]],
    )


ask_fields.ticks("fields")


@ask_fields.answer("fields_all")
async def in_any_field(turn: Turn[AnnouncementDraft]) -> None:
    turn.draft.fields = []
    await turn.go(ask_audience)
