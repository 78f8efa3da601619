"""The preview of a call for data as communes will see it; from there it is sent, corrected or thrown away."""

from collections.abc import Mapping
from datetime import datetime

from markupsafe import Markup

from bot.conversation.buttons import Answer, Button, Choice, column
from bot.conversation.outgoing import Message
from bot.conversation.refusal import Refused, Stale
from bot.conversation.step import ends
from bot.conversation.turn import Turn
from bot.texts import shorten
from handlers.commune_picker import named
from handlers.data.call.change import differences, field_in_words, keep, lines
from handlers.data.call.draft import CallDraft, NewField, ask, call, open_call, ways
from handlers.data.notices import question, show
from handlers.data.views import call_for, described, repeated
from handlers.obligation.notices import ask_communes
from handlers.send_time import asks_when
from models.data import call as calls
from models.data import series
from models.data.call import DataCall, reminders
from models.people import commune
from models.people import person as people
from models.people.commune import Commune
from models.people.permission import Role
from models.reading.moment import Flaw

ASKED_FOR_COMMUNES = (Role.COORDINATOR, Role.COORDINATOR_DEPUTY, Role.CHAIR, Role.CHAIR_DEPUTY)
NAMES_SHOWN = 300


@call.step
async def preview(turn: Turn[CallDraft]) -> Message:
    """As a commune will see it, the fields, whom it goes to; under it what is done with it."""
    draft, words = turn.draft, turn.words
    to = await _asked(turn)
    there = await people.communes_with(turn.session, roles=ASKED_FOR_COMMUNES)
    nobody = [one.name for one in to if one.id not in there]
    can_be_sent = _is_in_time(turn) and len(nobody) < len(to)
    at = turn.services.moment(words, _goes_out(turn))
    new = _new(turn)
    warnings = [
        *repeated(words, new),
        *([words("data_call.goes_out", at=at)] if draft.send_at is not None else []),
        *([] if _is_in_time(turn) else [words("data_call.is_past")]),
        *([words("data_call.nobody_in", communes=shorten(", ".join(nobody), NAMES_SHOWN))] if nobody else []),
    ]
    cooperation = {of.id: of.name for of in await commune.all_fields(turn.session)}
    if draft.call is not None:
        return await _preview_of_change(turn, draft.call, cooperation)
    fields = [
        Markup("{}. {}").format(number, field_in_words(words, field, cooperation))
        for number, field in enumerate(draft.fields, 1)
    ]
    seen = described(words, turn.services, new, commune="", fields=len(fields), due_at=turn.draft.due or turn.now)
    head = [words("data_call.preview"), Markup(""), seen, Markup(""), *fields, Markup("")]
    text = Markup("\n").join([*head, words("data_call.goes_to", whom=_whom(turn, to)), *warnings])
    last = [turn.answer("common.mend"), turn.answer("common.discard")]
    then = turn.button("data_call.send_then", Answer(name="send"), at=at)
    send = [turn.answer("data_call.send") if draft.send_at is None else then] if can_be_sent else []
    return Message(text, [send, [turn.answer("data_call.later")], last])


async def _preview_of_change(turn: Turn[CallDraft], call_id: int, cooperation: Mapping[int, str]) -> Message:
    """What is different so far: old → new."""
    words, of = turn.words, await call_for(turn, call_id)
    different = await differences(turn, of)
    is_waiting = of.waiting is not None
    parts = [
        words("data_change.preview_waiting" if is_waiting else "data_change.preview", title=of.title),
        *(lines(words, turn.services, different, cooperation) or [words("data_change.nothing_yet")]),
        *([] if _is_in_time(turn) else [words("data_call.is_past")]),
    ]
    label = "data_change.save_waiting" if is_waiting else "data_change.save"
    save = [turn.button(label, Answer(name="save"))] if different and _is_in_time(turn) else []
    last = [turn.answer("common.mend"), turn.answer("common.leave")]
    return Message(Markup("\n").join(parts), [save, last])


def _is_in_time(turn: Turn[CallDraft]) -> bool:
    due = turn.draft.due
    return due is not None and due > _goes_out(turn)


def _goes_out(turn: Turn[CallDraft]) -> datetime:
    """At the moment that was chosen, if it has not passed; in working hours."""
    return turn.services.clock.working_time(max(turn.draft.send_at or turn.now, turn.now))


async def _asked(turn: Turn[CallDraft]) -> list[Commune]:
    """As in the alphabet."""
    communes = named(await commune.all_communes(turn.session), "")
    return [one for one in communes if not turn.draft.communes or one.id in turn.draft.communes]


def _whom(turn: Turn[CallDraft], to: list[Commune]) -> str:
    if not turn.draft.communes:
        return turn.words.plain("data_call.to_all", n=len(to))
    return shorten(", ".join(one.name for one in to), NAMES_SHOWN)


def _new(turn: Turn[CallDraft]) -> DataCall:
    draft, clock = turn.draft, turn.services.clock
    due = draft.due or turn.now
    is_later = draft.send_at is not None and draft.send_at > turn.now
    sent_at = _goes_out(turn) if is_later else turn.now
    rule = series.repeated(draft.rhythm, sent_at, clock.zone) if draft.rhythm is not None else None
    return DataCall(
        title=draft.title, why=draft.why, period=draft.period, sent_at=sent_at, due_at=due,
        reminds=reminders(clock, _goes_out(turn), due), called_by_id=turn.person.id,
        rule=rule, planned_at=sent_at if rule is not None else None,
    )  # fmt: skip


# --- what is done with it ----------------------------------------


@preview.answer("send")
async def send(turn: Turn[CallDraft]) -> None:
    """The first communes are asked at once, the others by the job; in quiet hours all of them when those are over."""
    if not _is_in_time(turn):
        await turn.again()
        return
    fields = [field.row for field in turn.draft.fields]
    ids = [one.id for one in await _asked(turn)]
    new = _new(turn)
    of = await calls.send(turn.session, new, fields, commune_ids=ids, later=new.sent_at > turn.now)
    if of.waiting is None:
        await ask_communes(turn, question(of))
        await turn.end("data_call.sent", title=of.title, n=len(ids))
    else:
        await turn.end()
    await show(turn, of)


async def _when(turn: Turn[CallDraft]) -> Message:
    return Message(turn.words("announcement.ask_when"), [[turn.answer("common.back")]])


async def _take(turn: Turn[CallDraft], at: datetime | Flaw) -> None:
    """``jutro 12``: it is shown in the preview, and sent from there."""
    if isinstance(at, Flaw):
        raise Refused(f"forum_call.moment_{at}", stays=True)
    turn.draft.send_at = at
    await turn.go(preview)


ask_when = asks_when(call, _when, _take)
preview.answer("later")(ask_when)
preview.answer("discard")(ends("data_call.discarded"))
preview.answer("leave")(ends("data_change.left"))


@preview.answer("save")
async def save(turn: Turn[CallDraft]) -> None:
    """Of two who change it at once the second one sees what the first has made of it."""
    if not _is_in_time(turn):
        raise Stale
    of = await open_call(turn, turn.draft.call or 0, locked=True)
    if of.extended != turn.draft.edition:
        raise Refused("data_change.meanwhile", title=of.title)
    await keep(turn, of)
    await turn.end("data_change.saved" if of.waiting is None else "data_change.saved_waiting", title=of.title)


@preview.answer("mend")
@call.step
async def ask_what(turn: Turn[CallDraft]) -> Message:
    """Every part with what was said of it, and every field."""
    draft, plain = turn.draft, turn.words.plain
    said = {
        "title": draft.title, "why": draft.why or "–", "period": draft.period or "–",
        "audience": _whom(turn, await _asked(turn)), "due": turn.services.moment(turn.words, draft.due or turn.now),
        "rhythm": plain(f"data_series.{draft.rhythm}") if draft.rhythm is not None else "–",
    }  # fmt: skip
    if draft.is_question:
        said |= {"question": draft.title, "kind": plain(f"data_call.kind_{draft.fields[0].kind}")}
    parts = [Button(f"{plain(f'data_call.part_{part}')}: {said[part]}", Choice.to(part)) for part in _parts(draft)]
    fields = [] if draft.is_question else [
        *(Button(f"{at}. {field.name}", Choice.to(at - 1, "at")) for at, field in enumerate(draft.fields, 1)),
        turn.choice("name", "data_call.more"),
    ]  # fmt: skip
    return Message(turn.words("data_call.ask_what"), [*column([*parts, *fields]), *ways(turn)])


def _parts(draft: CallDraft) -> list[str]:
    """What is mended of a call besides its fields; whom it went to stays as it was, and how it is repeated."""
    parts = ["question", "kind"] if draft.is_question else ["title", "why", "period"]
    return [*parts, "due"] if draft.call is not None else [*parts, "audience", "due", "rhythm"]


@ask_what.chosen
async def mend(turn: Turn[CallDraft], part: str) -> None:
    """It is asked once more."""
    draft = turn.draft
    if part not in _parts(draft) and (part != "name" or draft.is_question):
        raise Stale
    draft.new, draft.at = (draft.fields[0].model_copy(), 0) if part == "kind" else (NewField(), None)
    await ask(turn, part)


@ask_what.chosen("at")
async def mend_field(turn: Turn[CallDraft], at: int) -> None:
    """From its name on."""
    if at not in range(len(turn.draft.fields)):
        raise Stale
    turn.draft.new, turn.draft.at = turn.draft.fields[at].model_copy(), at
    await ask(turn, "name")
