"""The end of the weekly status: everything said, to be sent or corrected."""

from markupsafe import Markup

from bot.buttons import Button, Tap, paged
from bot.texts import shorten
from bot.turn import Turn
from bot.voice import Message
from handlers.status_draft import StatusDraft, sheet_of, status
from handlers.status_views import Fill, line, once, signed, title
from models import answer, outbox, person
from models.answer import Answered, NewLine, Sheet, TooLate


class Send(Tap, tag="status.send", bound=True):
    """The answer is right."""


class Correct(Tap, tag="status.correct", bound=True):
    """Something in the answer is to be changed."""


class CorrectOne(Tap, tag="status.correct_one", bound=True):
    """This project is to be changed."""

    at: int


class Turned(Tap, tag="status.page", bound=True):
    """Another page of the projects."""

    page: int


@status.step
async def ask_summary(turn: Turn[StatusDraft]) -> None:
    """Everything said, to be sent or corrected."""
    turn.draft.correcting = False
    sheet = await answer.sheet(turn.session, turn.draft.obligation)
    heading = title(turn.words, sheet.round, sheet.commune_name) if sheet else Markup("")
    lines = [
        line(item.name, said.light, said.progress, said.sentence, attachment=said.attachment_id is not None)
        for item in turn.draft.items
        if (said := turn.draft.lines.get(item.project_id)) is not None
    ]
    warning = Markup("")
    if sheet is not None and sheet.answer is not None and sheet.answer.person_id != turn.person.id:
        warning = turn.words(
            "status.replaces",
            signed=signed(turn.words, turn.house, sheet.answered_by, sheet.answer.answered_at),
        )
    turn.ask(
        "status.summary",
        [[turn.button("status.send", Send()), turn.button("status.correct", Correct())]],
        title=heading,
        lines=Markup("\n").join(lines),
        warning=warning,
    )


@status.tapped(Correct)
async def correct(turn: Turn[StatusDraft], _tap: Correct) -> None:
    """Which project?"""
    await turn.go(ask_which)


@status.step
async def ask_which(turn: Turn[StatusDraft]) -> None:
    """The projects of the answer."""
    turn.ask(_which_question(turn))


def _which_question(turn: Turn[StatusDraft]) -> Message:
    buttons = [Button(shorten(item.name), CorrectOne(at=at)) for at, item in enumerate(turn.draft.items)]
    keyboard = paged(buttons, turn.draft.page, lambda page: Turned(page=page))
    return Message(turn.words("status.ask_which"), keyboard)


@status.tapped(Turned)
async def turn_page(turn: Turn[StatusDraft], tap: Turned) -> None:
    """Another page of the projects."""
    turn.draft.page = tap.page
    turn.redraw(_which_question(turn))


@status.tapped(Send)
async def send(turn: Turn[StatusDraft], _tap: Send) -> None:
    """The answer is given."""
    sheet = await sheet_of(turn, turn.draft.obligation)
    if sheet is not None:
        await submit(turn, sheet, list(turn.draft.lines.values()))


async def submit(turn: Turn[StatusDraft], sheet: Sheet, lines: list[NewLine]) -> None:
    today = turn.house.clock.local(turn.now).date()
    match await answer.submit(turn.session, sheet, lines, by=turn.person, now=turn.now, today=today):
        case TooLate():
            await turn.end("status.too_late")
        case Answered(answer=given, replaced=replaced):
            await outbox.drop(turn.session, once(sheet.round, sheet.obligation.commune_id))
            heading = title(turn.words, sheet.round, sheet.commune_name)
            said = {new.project_id: new for new in lines}
            shown = [
                line(row.project.name, new.light, new.progress, new.sentence, attachment=new.attachment_id is not None)
                for row in sheet.rows
                if (new := said.get(row.project.id or 0)) is not None
            ]
            await turn.end(
                "status.saved_late" if given.late else "status.saved",
                [[turn.button("status.correct", Fill(obligation=sheet.obligation.id or 0))]],
                title=heading,
                lines=Markup("\n").join(shown),
            )
            if replaced is not None and replaced.person_id != turn.person.id and sheet.answered_by is not None:
                turn.tell(
                    [sheet.answered_by],
                    "status.was_replaced",
                    name=turn.person.name,
                    commune=sheet.commune_name,
                )
            if given.late:
                turn.tell(
                    await person.office(turn.session), "status.late_for_office",
                    commune=sheet.commune_name, week=sheet.round.number, name=turn.person.name,
                )  # fmt: skip
