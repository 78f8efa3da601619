"""What is different about a call for data that was sent: shown to the Office, then told to all who were asked.

What is to be different is asked as when it was called (``call``), and kept from ``preview``.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from markupsafe import Markup

from bot.conversation.outgoing import Message, Services, button
from bot.conversation.turn import Turn
from bot.texts import Words, shorten
from handlers.data.call.draft import CallDraft, NewField
from handlers.data.notices import redraw, tell_everybody
from handlers.data.values import span
from handlers.data.views import Fill, prompt
from models.data import call as calls
from models.data import change
from models.data.answer import Owed
from models.data.call import DataCall
from models.data.change import Wanted
from models.people import commune

SHOWN = 300
PARTS = ("title", "why", "period")


class Difference(NamedTuple):
    """What is different: a part of the call, a moment, or a field (None: there was or will be none)."""

    part: str
    was: str | datetime | NewField | None
    now: str | datetime | NewField | None


def field_in_words(words: Words, field: NewField, cooperation: Mapping[int, str]) -> Markup:
    """``Miejsca w żłobkach gminnych · 🔢 Liczba [miejsca] · 0–500 · edukacja``"""
    parts = [
        words.plain(f"data_call.kind_{field.kind}") + (f" [{field.unit}]" if field.unit else ""),
        span(words, field.row.range),
        ", ".join(field.options),
        "" if field.required else words.plain("data_call.is_optional"),
        cooperation.get(field.field or 0, ""),
    ]
    said = shorten(" · ".join(part for part in parts if part), SHOWN)
    return Markup("<b>{}</b> · {}").format(field.name, said)


async def differences(turn: Turn[CallDraft], of: DataCall) -> list[Difference]:
    """Between the call as it stands and the draft."""
    draft = turn.draft
    found = [Difference(part, getattr(of, part), getattr(draft, part)) for part in PARTS]
    found.append(Difference("due", of.due_at, draft.due))
    before = {field.id: NewField.of(field) for field in await calls.fields_of(turn.session, of.id)}
    found += [Difference("field", before.pop(field.was or 0, None), field) for field in draft.fields]
    found += [Difference("field", field, None) for field in before.values()]
    return [one for one in found if one.was != one.now]


def lines(
    words: Words, services: Services, different: Sequence[Difference], cooperation: Mapping[int, str]
) -> list[Markup]:
    """``Tytuł: Żłobki → Żłobki gminne``, line by line."""

    def said(value: str | datetime | NewField | None) -> Markup:
        match value:
            case NewField():
                return field_in_words(words, value, cooperation)
            case datetime():
                return Markup.escape(services.moment(words, value))
        return Markup.escape(value or "–")

    def line(one: Difference) -> Markup:
        if one.part != "field":
            return Markup("{}: {} → {}").format(words.plain(f"data_call.part_{one.part}"), said(one.was), said(one.now))
        if one.was is None or one.now is None:
            return Markup("➖ {}").format(said(one.was)) if one.now is None else Markup("➕ {}").format(said(one.now))
        return Markup("✏️ {} → {}").format(said(one.was), said(one.now))

    return [line(one) for one in different]


async def keep(turn: Turn[CallDraft], of: DataCall) -> None:
    """From now on it is so, and all who were asked hear it: from what to what, and what they have to say once more."""
    draft, clock = turn.draft, turn.services.clock
    different = await differences(turn, of)
    cooperation = {each.id: each.name for each in await commune.all_fields(turn.session)}
    of.title, of.why, of.period = draft.title, draft.why, draft.period
    wanted = [
        Wanted(field.was, field.row, str(field_in_words(turn.words, field, cooperation).striptags()))
        for field in draft.fields
    ]
    again = await change.change(turn.session, of, wanted, now=turn.now)
    if draft.due is not None and draft.due != of.due_at:
        await calls.move_deadline(turn.session, of, due_at=draft.due, clock=clock, now=turn.now)
    else:
        of.extended += 1
    await turn.session.flush()

    def news(owed: Owed, leads: bool, words: Words) -> Message:
        names = again.get(owed.obligation.id)
        parts = [
            words("data_change.news", title=of.title, commune=owed.commune.name),
            *lines(words, turn.services, different, cooperation),
            *([words("data_change.again", fields=", ".join(names))] if names else []),
        ]
        if owed.obligation.answered_at is not None:
            return Message(Markup("\n").join(parts), [[button(words, "data.correct", Fill(owed=owed.obligation.id))]])
        asked = prompt(words, turn.services, owed, fields=len(wanted))
        fill = [[button(words, "data.fill", Fill(owed=owed.obligation.id))]]
        return Message(Markup("\n").join([*parts, Markup(""), asked.text]), asked.keyboard if leads else fill)

    await tell_everybody(turn, of, news)
    await redraw(turn, of)
