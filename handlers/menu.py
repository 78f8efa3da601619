"""/menu and /anuluj."""

from collections.abc import Sequence

from markupsafe import Markup
from msgspec.structs import replace

from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import ON_KEYBOARD, Message, Services, described
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.owed import headline
from models.people.permission import Holding

menu = Conversation("menu", Draft, commands=("menu",), parks=False, in_menu=False, always=True)
cancel = Conversation("cancel", Draft, commands=("anuluj", "cancel"), member=False, parks=False, in_menu=False)


@menu.begins
async def show_menu(turn: Turn[Draft], _words: str) -> None:
    """How much waits for this person; the usual jobs on the keyboard that stays, the others as commands to tap."""
    shown = main_menu(turn.words, turn.services, turn.memberships)
    turn.say(replace(shown, text=await headline(turn) + shown.text))


def main_menu(words: Words, services: Services, memberships: Sequence[Holding]) -> Message:
    """The menu of somebody with these roles."""
    others = [described(words, job) for job in services.jobs(memberships)[ON_KEYBOARD:]]
    lines = [words("menu.line", command=command, does=does) for command, does in others]
    text = Markup("\n").join((words("menu.title"), *lines))
    return Message(text, below=services.keyboard(words, memberships))


@cancel.begins
async def cancel_dialog(turn: Turn[Draft], _words: str) -> None:
    """End the open dialog; what was confirmed before stays."""
    if turn.dialog is None:
        turn.say("cancel.nothing")
        return
    before = turn.open_question
    await turn.end("cancel.done")
    turn.settle_question(before, turn.words.plain("cancel.mark"))
