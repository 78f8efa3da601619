"""What communes owe: they are asked, the silent ones are reminded, then their chairs told; the same for every
matter."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial

from msgspec import Struct

from bot.conversation.outgoing import Message, Outgoing, View
from bot.texts import Words
from models import obligation
from models.mail import outbox
from models.obligation import SPACING, Asked, Matter
from models.people import person
from models.people.permission import Needs, Right, Role
from models.people.person import Somebody

CHUNK = 50
"""Number of communes written to in one transaction, because others wait until its end."""


class Question(Struct, frozen=True, kw_only=True):
    """How communes are asked about a matter: in which words, and holders of which right."""

    matter: Matter
    answers: Right
    oversees: Right
    prompts: Callable[[Outgoing, Sequence[Asked], bool], Awaitable[Iterable[View]]]
    """The question or reminder for each of these."""
    silent: Callable[[str, Words], Message]
    """What the chair of a silent commune is told."""
    nobody: Callable[[str, Words], Message] | None = None
    """What the Office is told of a commune in which there is nobody to ask; None: it knows."""


async def ask_communes(outgoing: Outgoing, question: Question, *, after: int = 0) -> int | None:
    """Asks the responsible person in some communes that have not answered, unless that person was asked last.

    Returns the commune after which there may be more, None if there are none. In quiet hours nobody is asked:
    afterwards somebody else may be responsible.
    """
    if not outgoing.services.clock.is_working_time(outgoing.now):
        return None
    matter = question.matter
    some = await obligation.to_be_asked(outgoing.session, matter, today=outgoing.today, after=after, limit=CHUNK)
    new = [asked for asked in some if asked.is_new]
    office = await person.office(outgoing.session) if any(asked.addressee is None for asked in new) else []
    for asked, view in zip(new, await question.prompts(outgoing, new, False) if new else (), strict=True):
        if asked.addressee is None:
            about = matter.about(asked.obligation.commune_id)
            if question.nobody is not None:
                outgoing.tell(
                    office, partial(question.nobody, asked.commune.name), needs=Needs(question.oversees),
                    once=f"{about}:nobody", due=outgoing.now, about=about, until=matter.moments[-1],
                )  # fmt: skip
            continue
        asked.obligation.person_id = asked.addressee.person.id
        asked.obligation.reminders = matter.reminders_by(outgoing.now + SPACING)
        _ask(outgoing, question, asked, [asked.addressee.person], view, what="prompt")
    return _after_all_of(some)


async def remind(outgoing: Outgoing, question: Question, *, after: int = 0) -> int | None:
    """Reminds some communes that have not answered: first the person asked, from the second time on the deputies too.

    Returns the last of them if there may be more. Of two reminders due at once (the bot was down) only the second is
    sent; in quiet hours none. Former questions lose their buttons.
    """
    matter, number = question.matter, question.matter.reminders_by(outgoing.now)
    if number == 0 or outgoing.now >= matter.moments[-1] or not outgoing.services.clock.is_working_time(outgoing.now):
        return None
    some = await obligation.to_be_reminded(
        outgoing.session, matter, number=number, today=outgoing.today, after=after, limit=CHUNK
    )
    for asked, view in zip(some, await question.prompts(outgoing, some, True) if some else (), strict=True):
        if asked.addressee is not None:
            asked.obligation.reminders = number
            people = [asked.addressee.person, *(asked.addressee.deputies if number > 1 else ())]
            _ask(outgoing, question, asked, people, view, what=f"remind-{number}")
    reminded = [matter.about(asked.obligation.commune_id) for asked in some if asked.addressee is not None]
    if reminded:
        await outgoing.take_buttons_away(reminded, until=matter.moments[number])
    return _after_all_of(some)


async def remind_now(outgoing: Outgoing, question: Question) -> int:
    """Reminds everybody who owes an answer, once a day and in working hours, besides the usual reminders; returns the
    number of communes."""
    owing = await obligation.unanswered(outgoing.session, question.matter, today=outgoing.today)
    there = [asked for asked in owing if asked.addressee is not None]
    for asked, view in zip(there, await question.prompts(outgoing, there, True) if there else (), strict=True):
        _say(outgoing, question, asked, view, what=f"nudge-{outgoing.today}")
    return len(there)


async def tell_owing(outgoing: Outgoing, question: Question, view: View, *, instead: Matter) -> None:
    """Tells everybody who owes an answer that something has changed, ``instead`` of an earlier message about it."""
    owing = await obligation.unanswered(outgoing.session, question.matter, today=outgoing.today)
    await outbox.drop(outgoing.session, *(instead.about(asked.obligation.commune_id) for asked in owing))
    for asked in owing:
        _say(outgoing, question, asked, view, what="changed")


def _say(outgoing: Outgoing, question: Question, asked: Asked, view: View, *, what: str) -> None:
    about = question.matter.about(asked.obligation.commune_id)
    outgoing.tell(
        [asked.addressee.person] if asked.addressee is not None else [], view,
        needs=Needs(question.answers, asked.obligation.commune_id), once=f"{about}:{what}", about=about,
        due=outgoing.working_time,
    )  # fmt: skip


async def tell_chairs(outgoing: Outgoing, question: Question) -> bool:
    """Tells the chairs of some communes that have not answered and are asked no more; False: all are told."""
    silent = await obligation.tell_of_silence(outgoing.session, question.matter, limit=CHUNK)
    if not silent:
        return False
    communes = {commune.id: commune for commune in silent}
    await outbox.drop(outgoing.session, *map(question.matter.about, communes))
    chairs = await person.members(outgoing.session, commune_ids=list(communes), roles=(Role.CHAIR, Role.CHAIR_DEPUTY))
    for id, commune in communes.items():
        about = question.matter.about(id)
        outgoing.tell(
            [chair.person for chair in chairs if chair.membership.commune_id == id],
            partial(question.silent, commune.name),
            needs=Needs(question.answers, id), once=f"{about}:chair", due=outgoing.working_time, about=about,
        )  # fmt: skip
    return True


def _ask(
    outgoing: Outgoing, question: Question, asked: Asked, people: Iterable[Somebody], view: View, *, what: str
) -> None:
    """Sends each of these people a letter under the name ``what``; it expires when the next word is due."""
    commune_id = asked.obligation.commune_id
    about = question.matter.about(commune_id)
    outgoing.tell(
        people, view, needs=Needs(question.answers, commune_id), once=f"{about}:{what}", due=outgoing.now, about=about,
        until=question.matter.moments[asked.obligation.reminders],
    )  # fmt: skip


def _after_all_of(some: Sequence[Asked]) -> int | None:
    """The last commune of a full chunk; None: there are no more."""
    return some[-1].obligation.commune_id if len(some) == CHUNK else None
