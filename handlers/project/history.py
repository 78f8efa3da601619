"""[🕓 Historia] under a project's card: what was said of it, round by round."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.conversation.buttons import arrows, page_of
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused
from bot.conversation.turn import Turn
from bot.texts import shorten
from handlers.project.views import SENTENCE_SHOWN, History, may_read_words
from handlers.status.views.answer import author
from models.people.permission import Right
from models.project import project as projects
from models.status import history as histories
from models.status.history import Told

project_history = Conversation("project_history", Draft, who=Right.READ_PROJECTS)


@project_history.tapped(History)
async def show_history(turn: Turn[Draft], tap: History) -> None:
    """The first page is sent below the card, which stays; the others replace it."""
    turn.require(Right.READ_PROJECTS)
    card = await projects.card(turn.session, tap.project)
    if card is None:
        raise Refused("project.gone")
    told = await histories.told(turn.session, tap.project)
    if not told:
        raise Refused("project.no_history")
    shown, page, last = page_of(told, tap.page or 0)
    heading = turn.words("project.history_of", name=card.project.name, n=len(told))
    text = Markup("\n").join([heading, *_lines(turn, shown, in_words=may_read_words(turn, card))])
    turn.leaf(Message(text, arrows(page, last, lambda page: History(project=tap.project, page=page))), tap.page)


def _lines(turn: Turn[Draft], told: Sequence[Told], *, in_words: bool) -> list[Markup]:
    """``🟡 tydzień 48, 85%: Czekamy na decyzję (Anna Nowak, pt. 27.11, 9:00)``"""
    words, lines = turn.words, []
    for of in told:
        percent = f", {of.progress}%" if of.progress is not None else ""
        line = words("project.in_week", light=of.light.sign, week=of.monday.isocalendar().week, progress=percent)
        if in_words:
            sentence = Markup("\n   <i>{}</i>").format(shorten(of.sentence, SENTENCE_SHOWN)) if of.sentence else ""
            name, at = author(words, of.author, on_behalf=of.on_behalf), turn.services.moment(words, of.at)
            line += Markup(" · {}, {}{}").format(name, at, sentence)
        lines.append(line)
    return lines
