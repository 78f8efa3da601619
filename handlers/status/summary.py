"""The end of the weekly status: everything said, to be sent or corrected."""

from collections.abc import Mapping

from markupsafe import Markup

from bot.conversation.buttons import Button, Tap, column
from bot.conversation.outgoing import Message, button
from bot.conversation.picker import Item, Pick
from bot.conversation.turn import Turn
from bot.texts import Words
from handlers.risk.views import Details, FromStatus, Show
from handlers.status.draft import Due, StatusDraft, status
from handlers.status.views.answer import Fill, FillFor, line, put_off, signed, title
from models.mail import outbox
from models.people import person
from models.people.permission import Needs, Right, Role
from models.risk import risk
from models.status import answer
from models.status.answer import Answered, Light, NewLine, Owed, TooLate

RISKS_OFFERED = 3
LEADERS = (Role.COORDINATOR, Role.CHAIR)


@status.step
async def ask_summary(turn: Turn[StatusDraft]) -> Message:
    """Everything said, to be sent or corrected."""
    owed = await answer.owed(turn.session, turn.draft.obligation)
    assert owed is not None, "obligations are never deleted"  # noqa: S101
    warning = Markup("")
    if owed.answer is not None and owed.answer.person_id != turn.person.id:
        who = signed(turn.words, turn.services, owed.answer)
        warning = turn.words("status.replaces", signed=who)
    text = turn.words(
        "status.summary",
        title=title(turn.words, owed.status_round, owed.commune),
        lines=_lines(turn.words, said_in(turn.draft), dues_in(turn.draft)),
        warning=warning,
    )
    return Message(text, [[turn.answer("status.send"), turn.answer("status.correct")]])


def dues_in(draft: StatusDraft) -> dict[int, Due]:
    """The milestones that were asked about, by their ids."""
    return {due.id: due for item in draft.items for due in item.milestones}


def _lines(words: Words, said: list[tuple[str, NewLine]], dues: Mapping[int, Due]) -> Markup:
    """The answer, project by project, each with the milestones that it puts off."""
    lines = []
    for name, new in said:
        lines.append(line(name, new))
        for id, due in new.moved.items():
            lines.append(Markup("   🏁 ") + put_off(words, dues[id].name, dues[id].due, due))
    return Markup("\n").join(lines)


def said_in(draft: StatusDraft) -> list[tuple[str, NewLine]]:
    """What was said of each project, with its name."""
    return [(item.name, draft.lines[item.project_id]) for item in draft.items if item.project_id in draft.lines]


@ask_summary.answer("correct")
@status.step
async def ask_which(turn: Turn[StatusDraft]) -> Pick:
    """The projects of the answer."""
    return Pick(turn.words("status.ask_which"), [Item(item.name, at) for at, item in enumerate(turn.draft.items)])


async def _risks(turn: Turn[StatusDraft], owed: Owed, said: list[tuple[str, NewLine]]) -> list[list[Button]]:
    """[⚠️ Zgłoś zagrożenie] for what was said to be late or threatened, and for milestones put off, the worst first;
    [⚠️ R-8: dopisz] where it is reported already."""
    threatened = [(name, line, None) for name, line in said if line.light is not Light.GREEN]
    threatened.sort(key=lambda named: named[1].light is Light.AMBER)
    found: list[tuple[str, NewLine, int | None]] = [*threatened]
    found += [(name, line, id) for name, line in said for id in line.moved if line.light is Light.GREEN]
    if not found:
        return []
    reported = await risk.worst_open(turn.session, [line.project_id for _, line, _ in found])
    may_edit = turn.may(Right.EDIT_RISK, owed.commune_id)
    buttons: dict[Tap, Button] = {}
    for name, new, milestone in found:
        if (number := reported.get(new.project_id)) is not None:
            tap: Tap = Details(risk=number) if may_edit else Show(risk=number)
            buttons[tap] = turn.button("status.add_to_risk", tap, number=f"R-{number}")
        else:
            tap = FromStatus(project=new.project_id, milestone=milestone)
            key = "status.raise_risk" if len(found) == 1 else "status.raise_risk_of"
            buttons[tap] = turn.button(key, tap, project=name)
    return column([*buttons.values()][:RISKS_OFFERED])


async def submit(
    turn: Turn[StatusDraft],
    owed: Owed,
    said: list[tuple[str, NewLine]],
    dues: Mapping[int, Due] | None = None,
    *,
    on_behalf: bool = False,
) -> None:
    """Take the answer, project by project with their names, and tell everybody whom it concerns; ``dues`` are the
    milestones that were asked about."""
    lines = [line for _, line in said]
    match await answer.submit(
        turn.session, owed, lines, by=turn.person, on_behalf=on_behalf, now=turn.now, today=turn.today
    ):
        case TooLate():
            await turn.end("status.too_late")
        case Answered(late=late):
            await outbox.drop(turn.session, owed.status_round.matter.about(owed.commune_id))
            correct = FillFor(obligation=owed.id) if on_behalf else Fill(obligation=owed.id)
            risks = [] if on_behalf else await _risks(turn, owed, said)
            told = {
                "title": title(turn.words, owed.status_round, owed.commune),
                "lines": _lines(turn.words, said, dues or {}),
            }
            saved = "status.saved_for" if on_behalf else "status.saved_late" if late else "status.saved"
            await turn.end(saved, [[turn.button("status.correct", correct)], *risks], **told)
            await _tell_replaced(turn, owed)
            if on_behalf:
                await _tell_commune(turn, owed, said, dues or {})
            elif late:
                turn.tell(
                    await person.office(turn.session), "status.late_for_office", needs=Needs(Right.SEE_ROUND),
                    commune=owed.commune, week=owed.status_round.number, name=turn.person.name,
                )  # fmt: skip


async def _tell_replaced(turn: Turn[StatusDraft], owed: Owed) -> None:
    """Whose answer counts no more; what the Office has written down is the commune's to correct without a word."""
    if owed.answer is not None and not owed.answer.on_behalf and owed.answer.person_id != turn.person.id:
        before = await person.with_id(turn.session, owed.answer.person_id)
        needs = Needs(Right.ANSWER_STATUS, owed.commune_id)
        turn.tell([before], "status.was_replaced", needs=needs, name=turn.person.name, commune=owed.commune)


async def _tell_commune(
    turn: Turn[StatusDraft], owed: Owed, said: list[tuple[str, NewLine]], dues: Mapping[int, Due]
) -> None:
    """Who leads the team reads what the Office has written down for them, and may correct it."""

    def view(words: Words) -> Message:
        text = words(
            "status.written_for_you",
            title=title(words, owed.status_round, owed.commune),
            lines=_lines(words, said, dues),
            name=turn.person.name,
        )
        return Message(text, [[button(words, "status.correct", Fill(obligation=owed.id))]])

    leaders = await person.members(turn.session, commune_id=owed.commune_id, roles=LEADERS)
    needs = Needs(Right.ANSWER_STATUS, owed.commune_id)
    turn.tell({leader.person.id: leader.person for leader in leaders}.values(), view, needs=needs)
