"""[🕓 Historia] of an answer to a call for data: who said what and when, what it was before, and why."""

from markupsafe import Markup

from bot.conversation.buttons import arrows, page_of
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.turn import Turn
from bot.texts import shorten
from handlers.data.values import shown, signed
from handlers.data.views import History, owed_for
from models.data import history as histories
from models.data.answer import DataValue
from models.data.call import DataField
from models.data.history import Change
from models.people.permission import Right

PAGE, NAME_SHOWN, SHOWN = 5, 80, 150
"""Changes on a page; signs of a field's name, and of a value or a sentence."""

data_history = Conversation("data_history", Draft, who=Right.READ_DATA)


@data_history.tapped(History)
async def show_history(turn: Turn[Draft], tap: History) -> None:
    """The first page below the answer, which stays; the others in the place of that."""
    of = await owed_for(turn, tap.owed, Right.READ_DATA)
    told = await histories.told(turn.session, tap.owed, field_id=tap.data_field)
    some, page, last = page_of(told, tap.page or 0, PAGE)
    heading = turn.words("data.history_of", title=of.call.title, commune=of.commune.name)
    text = Markup("\n").join([heading, *(_line(turn, change) for change in some)])
    turns = arrows(page, last, lambda page: History(owed=tap.owed, data_field=tap.data_field, page=page))
    turn.leaf(Message(text, turns), tap.page)


def _line(turn: Turn[Draft], change: Change) -> Markup:
    """``Miejsca w żłobkach: 120 → 125``, who and when, why, and what the Office said of it."""
    before = Markup("{} → ").format(_short(turn, change.field, change.before)) if change.before is not None else ""
    value, name = change.value, shorten(change.field.name, NAME_SHOWN)
    by, at = signed(turn.words, value, change.author), turn.services.moment(turn.words, value.at)
    line = Markup("{}: {}<b>{}</b>\n   {}, {}").format(name, before, _short(turn, change.field, value), by, at)
    if value.reason and value.exact is not None:
        line += Markup("\n   <i>{}</i>").format(shorten(value.reason, SHOWN))
    if value.returned:
        line += Markup("\n   ↩️ <i>{}</i>").format(shorten(value.returned, SHOWN))
    return line


def _short(turn: Turn[Draft], field: DataField, value: DataValue) -> str:
    return shorten(shown(turn.words, field, value), SHOWN)
