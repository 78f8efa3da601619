"""The end of answering a call for data: everything said, to be handed in or corrected."""

from markupsafe import Markup

from bot.conversation.outgoing import Message
from bot.conversation.picker import Item, Pick
from bot.conversation.turn import Turn
from handlers.data.filling import AnswerDraft, answer, open_sheet, owed_by, sheet_of
from handlers.data.notices import ask_for, redraw, tell_asked, tell_leaders
from handlers.data.values import lines
from handlers.data.views import Fill, answered, heading
from models.data import answer as answers
from models.mail import outbox
from models.people.permission import Right


@answer.step(in_place=True)
async def ask_summary(turn: Turn[AnswerDraft]) -> Message:
    """Everything said; whoever leads the team hands it in, whole or not."""
    sheet = await open_sheet(turn)
    n, missing = len(sheet.fields), len(sheet.missing)
    text = turn.words(
        "data_answer.summary_of", heading=heading(turn.words, sheet.of.call, sheet.of.commune.name), n=n,
        filled=n - missing, lines=lines(turn.words, sheet.fields, sheet.values),
    )  # fmt: skip
    if waits_for := sheet.waits_for:
        text += Markup("\n") + turn.words("data_answer.waits_for", names=waits_for)
    may_send = turn.draft.on_behalf or turn.may(Right.HAND_IN_DATA, sheet.of.commune.id)
    key = "data_answer.send" if not sheet.wanting else "data_answer.send_without"
    send = turn.answer(key) if may_send else turn.answer("common.done")
    nudge = [turn.answer("data_answer.nudge")] if may_send and waits_for else []
    return Message(text, [[send], [turn.answer("data_answer.mend_one"), *nudge], [turn.answer("data_answer.sheet")]])


@ask_summary.answer("mend_one")
@answer.step(in_place=True, answers={"summary": ask_summary})
async def ask_which(turn: Turn[AnswerDraft]) -> Pick:
    """Any of the fields."""
    sheet = await open_sheet(turn)
    items = [Item(field.name, field.id) for field in sheet.fields]
    return Pick(turn.words("data_answer.ask_which"), items, below=[[turn.answer("data_answer.summary")]])


@ask_summary.answer("nudge")
async def nudge(turn: Turn[AnswerDraft]) -> None:
    """[🔔 Ponagl]: whoever is asked for fields that are missing, once a day."""
    sheet = await open_sheet(turn)
    people = {somebody.id: somebody for somebody in sheet.handed.values()}
    for id, n in sheet.awaited.items():
        ask_for(turn, sheet.of, people[id], n, once=f"{sheet.of.about}:handed:{turn.today}")
    turn.toast("data_answer.nudged", names=sheet.waits_for)


@ask_summary.answer("done")
async def leave_it_to_them(turn: Turn[AnswerDraft]) -> None:
    """Whoever leads the team hears of it, and hands it in."""
    sheet, owed = await open_sheet(turn), turn.draft.owed
    n = len(sheet.fields)
    await tell_asked(
        turn, sheet.of, "data_answer.has_filled", "data.fill", Fill(owed=owed), n=n, filled=n - len(sheet.missing)
    )
    await turn.end("data_answer.they_send")


@ask_summary.answer("send", "send_without")
async def send(turn: Turn[AnswerDraft]) -> None:
    """The Office sees it in its card; until it accepts the answer, it can be corrected."""
    draft = turn.draft
    of = await owed_by(turn, draft.owed, draft.right)
    if not draft.on_behalf:
        turn.require(Right.HAND_IN_DATA, of.commune.id)
    answers.hand_in(of, now=turn.now)
    await turn.session.flush()
    await outbox.drop(turn.session, of.about)
    sheet = await sheet_of(turn, of)
    key = "data_answer.saved_late" if of.obligation.late else "data_answer.saved"
    correct = Fill(owed=draft.owed, on_behalf=draft.on_behalf)
    told = {"heading": heading(turn.words, of.call, of.commune.name),
            "lines": lines(turn.words, sheet.fields, sheet.values)}  # fmt: skip
    await turn.end(key, [[turn.button("data.correct", correct)]], **told)
    await redraw(turn, of.call)
    if draft.on_behalf:
        await tell_leaders(turn, of, lambda words: answered(words, turn.services, of, sheet.fields, sheet.values))
