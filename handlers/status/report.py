"""/raport: what the Office reads of a round, while it runs and after it has closed."""

from collections.abc import Sequence
from datetime import timedelta

from markupsafe import Markup

from bot.conversation.buttons import PAGE, Button, Tap, arrows, column, page_of, search
from bot.conversation.dialog import Conversation
from bot.conversation.flow import Draft
from bot.conversation.turn import Turn
from bot.conversation.voice import Message
from handlers.status.notices import ask_communes
from handlers.status.views import ShowTrend, late_mark, lights, lines_now, overview, signed, who_was_asked
from models import setting
from models.people import person
from models.people.commune import Commune
from models.people.right import Right
from models.status import answer
from models.status import digest as digests
from models.status import status_round as round
from models.status.answer import Owed
from models.status.status_round import StatusRound

MANY = 40
"""Of more communes than so many nobody turns the pages."""


class OpenNow(Tap, tag="report.open"):
    """Open the round of this week now; asks first."""


class YesOpen(Tap, tag="report.yes_open"):
    """Yes, open it."""


class Details(Tap, tag="report.details"):
    """The communes of a round as buttons."""

    page: int


class OneCommune(Tap, tag="report.commune"):
    """What one commune answered."""

    commune: int


class Attachments(Tap, tag="report.files"):
    """The voice messages, pictures and documents of a commune's answer."""

    commune: int


report = Conversation("report", Draft, commands=("raport", "report"), who=Right.SEE_ROUND, parks=False)


@report.begins
async def show_report(turn: Turn[Draft], words: str) -> None:
    """The newest round, or the offer to open one; words after the command go straight to the commune they name."""
    newest = await round.latest(turn.session)
    now_button = [turn.button("report.open_now", OpenNow())]
    if newest is None:
        turn.say("report.none", [now_button])
    elif words:
        await _show_named(turn, newest, words)
    else:
        keyboard = [[turn.button("report.details", Details(page=0)), turn.button("trend.show", ShowTrend())]]
        if newest.monday != round.monday_of(turn.house.clock.local(turn.now).date()):
            keyboard.append(now_button)
        found = await digests.digest(turn.session, newest)
        turn.say(Message(overview(turn.words, turn.house, found), keyboard))


# --- opening a round by hand ----------------------------------------


@report.tapped(OpenNow)
async def ask_to_open(turn: Turn[Draft], _tap: OpenNow) -> None:
    """Says which week it is for."""
    if not _is_allowed(turn, Right.OPEN_ROUND):
        return
    monday = round.monday_of(turn.house.clock.local(turn.now).date())
    days = turn.words.days(monday, monday + timedelta(days=6))
    week = monday.isocalendar().week
    turn.say("report.ask_open", [[turn.button("report.yes_open", YesOpen())]], week=week, days=days)


@report.tapped(YesOpen)
async def open_now(turn: Turn[Draft], _tap: YesOpen) -> None:
    """The communes are asked at once, all but some by the job, or at the next working hour."""
    if not _is_allowed(turn, Right.OPEN_ROUND):
        return
    turn.collapse()
    clock = turn.house.clock
    monday = round.monday_of(clock.local(turn.now).date())
    moments = setting.moments(await setting.weekly(turn.session), monday, clock)
    opened = await round.open_round(turn.session, monday=monday, moments=moments, now=turn.now)
    if opened is None:
        turn.say("report.cannot_open")
        return
    await ask_communes(turn, opened)
    turn.say("report.opened", n=await round.count_unanswered(turn.session, opened))


# --- commune by commune ----------------------------------------


@report.tapped(Details)
async def list_communes(turn: Turn[Draft], tap: Details) -> None:
    """Eight a page, with how each stands."""
    newest = await round.latest(turn.session) if _is_allowed(turn, Right.SEE_ROUND) else None
    if newest is None:
        return
    communes = await digests.communes_in(turn.session, newest)
    shown, page, last = page_of(communes, tap.page)
    turns = arrows(page, last, lambda page: Details(page=page))
    key = "report.ask_commune" if len(communes) <= MANY else "report.ask_commune_of_many"
    turn.redraw(Message(turn.words(key), [*column(await _buttons(turn, newest, shown)), *turns]))


async def _show_named(turn: Turn[Draft], newest: StatusRound, words: str) -> None:
    match search(await digests.communes_in(turn.session, newest), words, lambda commune: commune.name):
        case []:
            turn.say("report.no_such_commune")
        case [only]:
            await _show(turn, only.id or 0)
        case several:
            buttons = await _buttons(turn, newest, several[:PAGE])
            turn.say(Message(turn.words("report.ask_commune"), column(buttons)))


async def _buttons(turn: Turn[Draft], newest: StatusRound, communes: Sequence[Commune]) -> list[Button]:
    ids = [commune.id or 0 for commune in communes]
    known = await digests.lights_of(turn.session, newest, ids)
    return [
        Button(f"{commune.name} {lights(known[id]) if id in known else '…'}", OneCommune(commune=id))
        for id, commune in zip(ids, communes, strict=True)
    ]


@report.tapped(OneCommune)
async def show_commune(turn: Turn[Draft], tap: OneCommune) -> None:
    """The answer with every sentence."""
    await _show(turn, tap.commune)


async def _show(turn: Turn[Draft], commune_id: int) -> None:
    owed = await _owed(turn, commune_id)
    if owed is None:
        return
    words = turn.words
    heading = Markup("<b>{}</b>").format(owed.commune)
    if owed.answer is None:
        asked = await person.with_id(turn.session, owed.person_id) if owed.person_id is not None else None
        who = who_was_asked(
            words, asked.name if asked else None, is_unreachable=bool(asked and asked.unreachable_since)
        )
        turn.say(Message(heading + "\n" + words("report.silent_card", who=who)))
        return
    by = signed(words, turn.house, owed.answer) + late_mark(words, late=owed.answer.late)
    rows = await answer.rows_owed(turn.session, owed)
    has_files = any(row.now is not None and row.now.files for row in rows)
    keyboard = [[turn.button("report.attachments", Attachments(commune=commune_id))]] if has_files else []
    turn.say(Message(Markup("\n").join((heading, by, lines_now(rows))), keyboard))


@report.tapped(Attachments)
async def send_attachments(turn: Turn[Draft], tap: Attachments) -> None:
    """Each as it was sent, with the name of its project."""
    owed = await _owed(turn, tap.commune)
    if owed is None:
        return
    for row in await answer.rows_owed(turn.session, owed):
        for kind, file_id in row.now.files if row.now is not None else ():
            caption = turn.words("report.attachment", commune=owed.commune, project=row.project)
            turn.forward(kind, file_id, caption)


async def _owed(turn: Turn[Draft], commune_id: int) -> Owed | None:
    """What the commune owes in the newest round."""
    if not _is_allowed(turn, Right.SEE_ROUND):
        return None
    owed = next(iter(await answer.owed_now(turn.session, [commune_id])), None)
    if owed is None:
        turn.toast("common.stale")
    return owed


def _is_allowed(turn: Turn[Draft], right: Right) -> bool:
    if not turn.may(right):
        turn.toast("common.not_allowed_toast")
        return False
    return True
