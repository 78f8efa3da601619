"""The weekly status as a list: what has changed and what stays, ready to send; and who is told of the answer."""

from collections.abc import Mapping

from markupsafe import Markup

from bot.conversation.buttons import Button, Tap, column
from bot.conversation.outgoing import Message, button
from bot.conversation.picker import Item, Pick
from bot.conversation.refusal import there
from bot.conversation.turn import Turn
from bot.texts import Words, shorten
from handlers.risk.views import Details, FromStatus, Show
from handlers.status.draft import StatusDraft, items_of, owed_by, owed_for, status
from handlers.status.views.answer import Fill, line, put_off, signed, title
from models.mail import outbox
from models.people import person
from models.people.permission import Needs, Right, Role
from models.project.project import Due
from models.risk import risk
from models.status import answer
from models.status.answer import Answered, Given, Light, NewLine, Owed, TooLate

RISKS_OFFERED = 3
LEADERS = (Role.COORDINATOR, Role.CHAIR)
NAME_SHOWN = 48
SENTENCE_SHOWN = 120


@status.step(in_place=True, narrows="status.no_such_project")
async def ask_which(turn: Turn[StatusDraft]) -> Pick:
    """Every project with its light, under what was said so far; a project not touched stays as it was."""
    words, draft = turn.words, turn.draft
    owed = there(await answer.owed(turn.session, draft.obligation))
    is_known = all(item.before is not None for item in draft.projects)
    asked = "status.ask_which" if draft.corrects else "status.ask_changed" if is_known else "status.ask_first"
    parts = [title(words, owed.status_round, owed.commune) + "\n" + words(asked)]
    if draft.said:
        short = [
            (name, new.model_copy(update={"sentence": shorten(new.sentence or "", SENTENCE_SHOWN)}))
            for name, new in draft.said
        ]
        parts.append(words("status.to_be_sent", lines=_lines(words, short, draft.milestones)))
    if (other := _of_another(turn, owed)) is not None:
        parts.append(words("status.replaces", signed=signed(words, turn.services, other)))
    projects = [Item(_label(draft, at), at, name=item.name) for at, item in enumerate(draft.projects)]
    return Pick(Markup("\n\n").join(parts), projects, below=[[turn.answer("status.send")]])


def _label(draft: StatusDraft, at: int) -> str:
    """``🟡 P+R Podłęże ✏️``."""
    item = draft.projects[at]
    stands = draft.stands(item)
    sign = stands.light.sign if stands is not None else "⚪"
    return f"{sign} {shorten(item.name, NAME_SHOWN)}{' ✏️' if item.project_id in draft.lines else ''}"


def _of_another(turn: Turn[StatusDraft], owed: Owed) -> Given | None:
    return owed.answer if owed.answer is not None and owed.answer.person_id != turn.person.id else None


async def hand_in(turn: Turn[StatusDraft], *, has_asked: bool = False) -> None:
    """Gives the answer; if a new round has opened meanwhile, shows what was said as it counts there.

    If another answer may have come while the bot ``has_asked`` about the rest, the person is told first.
    """
    draft = turn.draft
    owed_to = owed_for if draft.on_behalf else owed_by
    owed = await owed_to(turn, draft.obligation)
    newer = [] if owed.is_newest else await answer.owed_now(turn.session, [owed.commune_id])
    draft.asks_rest = False
    if newer:
        await _carry_over(turn, await owed_to(turn, newer[0].id))
    elif has_asked and _of_another(turn, owed) is not None:
        await turn.go(ask_which)
    else:
        saved = await submit(turn, owed, draft.whole, draft.milestones, on_behalf=draft.on_behalf)
        await turn.end_in_place(saved)


async def _carry_over(turn: Turn[StatusDraft], owed: Owed) -> None:
    draft = turn.draft
    draft.obligation, draft.at, draft.corrects = owed.id, 0, False
    draft.projects = await items_of(turn, owed)
    said = {item.project_id: item for item in draft.projects if item.project_id in draft.lines}
    for item in said.values():
        item.asked = len(item.milestones)
    draft.lines = {id: draft.lines[id] for id in said}
    turn.toast("status.carried_over", week=owed.status_round.number)
    await turn.go(ask_which)


def _lines(words: Words, said: list[tuple[str, NewLine]], dues: Mapping[int, Due]) -> Markup:
    """The answer by project, each with the milestones it puts off."""
    lines = []
    for name, new in said:
        lines.append(line(name, new))
        for due, moved in ((dues[id], moved) for id, moved in new.moved.items() if id in dues):
            lines.append(Markup("   🏁 ") + put_off(words, due.name, due.due, moved))
    return Markup("\n").join(lines)


async def _risks(turn: Turn[StatusDraft], owed: Owed, said: list[tuple[str, NewLine]]) -> list[list[Button]]:
    """[⚠️ Zgłoś zagrożenie] for late or threatened projects and milestones put off, the worst first; [⚠️ R-8: dopisz]
    if it is reported already."""
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
    dues: Mapping[int, Due],
    *,
    on_behalf: bool = False,
) -> Message:
    """Takes the answer, by project with their names, and tells everybody concerned; ``dues`` are the milestones asked
    about. Returns the message for its author."""
    lines = [line for _, line in said]
    match await answer.submit(
        turn.session, owed, lines, by=turn.person, on_behalf=on_behalf, now=turn.now, today=turn.today
    ):
        case TooLate():
            return Message(turn.words("status.too_late"))
        case Answered(late=late):
            await outbox.drop(turn.session, owed.status_round.matter.about(owed.commune_id))
            correct = Fill(obligation=owed.id, on_behalf=on_behalf)
            risks = [] if on_behalf else await _risks(turn, owed, said)
            await _tell_replaced(turn, owed)
            if on_behalf:
                await _tell_commune(turn, owed, said, dues)
            elif late:
                turn.tell(
                    await person.office(turn.session), "status.late_for_office", needs=Needs(Right.SEE_ROUND),
                    commune=owed.commune, week=owed.status_round.number, name=turn.person.name,
                )  # fmt: skip
            text = turn.words(
                "status.saved_for" if on_behalf else "status.saved_late" if late else "status.saved",
                title=title(turn.words, owed.status_round, owed.commune),
                lines=_lines(turn.words, said, dues),
            )
            return Message(text, [[turn.button("status.correct", correct)], *risks])


async def _tell_replaced(turn: Turn[StatusDraft], owed: Owed) -> None:
    """Tells the author of the replaced answer; one written by the Office the commune corrects without notice."""
    other = _of_another(turn, owed)
    if other is not None and not other.on_behalf:
        before = await person.with_id(turn.session, other.person_id)
        needs = Needs(Right.ANSWER_STATUS, owed.commune_id)
        turn.tell([before], "status.was_replaced", needs=needs, name=turn.person.name, commune=owed.commune)


async def _tell_commune(
    turn: Turn[StatusDraft], owed: Owed, said: list[tuple[str, NewLine]], dues: Mapping[int, Due]
) -> None:
    """Tells the leaders of the team what the Office wrote down for them; they may correct it."""

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
