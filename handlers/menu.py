"""/menu, /pomoc and /anuluj."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.buttons import grid
from bot.conversation.dialog import Conversation, opening
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message, Services
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.owed import headline
from models.people.permission import Holding

menu = Conversation("menu", Draft, commands=("menu",), parks=False, in_menu=False)
help_ = Conversation("help", Draft, commands=("pomoc", "help"), member=False, parks=False)
cancel = Conversation("cancel", Draft, commands=("anuluj", "cancel"), member=False, parks=False, in_menu=False)


@menu.begins
async def show_menu(turn: Turn[Draft], _words: str) -> None:
    """How much waits for this person, and the conversations that they may begin, as buttons."""
    shown = main_menu(turn.words, turn.services, turn.memberships)
    turn.say(replace(shown, text=await headline(turn) + shown.text))


def main_menu(words: Words, services: Services, memberships: Sequence[Holding]) -> Message:
    """The menu of somebody with these roles."""
    buttons = [opening(words, job.name) for job in services.jobs(memberships)]
    return Message(words("menu.title"), grid(buttons, 2))


@help_.begins
async def explain(turn: Turn[Draft], _words: str) -> None:
    """Every command this person may use, with what it does."""
    lines = [f"/{name} – {about}" for name, about in turn.services.commands(turn.words, turn.memberships)]
    turn.say("help.text", commands="\n".join(lines))


@cancel.begins
async def cancel_dialog(turn: Turn[Draft], _words: str) -> None:
    """End the open dialog; what was confirmed before stays."""
    if turn.dialog is None:
        turn.say("cancel.nothing")
        return
    before = turn.open_question
    await turn.end("cancel.done")
    turn.settle_question(before, turn.words.plain("cancel.mark"))
