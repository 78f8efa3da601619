"""Who is told of trouble with the bot: a person whom the Office chooses, or all of them."""

from bot.conversation.buttons import Bare
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import Stale
from bot.conversation.turn import Turn
from handlers.settings.draft import SettingsDraft, opened_with, settings, tell_the_office
from models.people import contact
from models.people import person as people
from models.people.permission import Right

EVERYBODY = 0
CONTACT = Bare("settings.contact")


@opened_with(CONTACT, Right.CHANGE_SETTINGS)
@settings.step(in_place=True, narrows="", who=Right.CHANGE_SETTINGS)
async def ask_contact(turn: Turn[SettingsDraft]) -> Pick:
    """Members of the Office."""
    return Pick(
        turn.words("contact.ask", name=await _name(turn)),
        [Item(person.name, person.id) for person in await people.office(turn.session)],
        below=[[turn.choice(EVERYBODY, "contact.everybody"), turn.answer("contact.leave")]],
    )


async def _name(turn: Turn[SettingsDraft]) -> str:
    chosen = await contact.contact(turn.session)
    return chosen.name if chosen is not None else turn.words.plain("contact.office")


@ask_contact.chosen
async def take_contact(turn: Turn[SettingsDraft], person: int) -> None:
    """In force at once; the rest of the Office is told."""
    chosen = next((one for one in await people.office(turn.session) if one.id == person), None)
    if chosen is None and person != EVERYBODY:
        raise Stale
    await contact.set_contact(turn.session, person or None)
    who = turn.person.name
    if chosen is not None:
        await turn.end("contact.saved", name=chosen.name)
        await tell_the_office(turn, lambda words: words("contact.changed", who=who, name=chosen.name))
    else:
        await turn.end("contact.saved_everybody")
        await tell_the_office(turn, lambda words: words("contact.changed_everybody", who=who))


@ask_contact.answer("leave")
async def leave_contact(turn: Turn[SettingsDraft]) -> None:
    """Nothing changes."""
    await turn.end("contact.stays", name=await _name(turn))
