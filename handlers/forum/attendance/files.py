"""The list of who comes to a forum as a file: to print and sign, or as a table for a spreadsheet."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from bot.conversation.buttons import Button
from bot.conversation.outgoing import Services
from bot.conversation.turn import Turn
from bot.files.pdf import Column, as_pdf
from bot.files.sheets import Cell, Table, as_xlsx
from bot.texts import Words
from handlers.forum.attendance.draft import Ticking, attendance
from handlers.forum.views import WhoComes, forum_for, heading, hours
from models.forum import attendance as attendances
from models.forum.attendance import is_expected
from models.forum.delegate import PRESENT, Delegate, Delegation
from models.forum.forum import ForumView
from models.people import person as people
from models.people.permission import Needs, Right

SHARES = {"number": 1.2, "name": 5, "function": 4, "commune": 3.5, "here": 2.2, "signature": 5}
"""The columns on paper with their relative widths."""
TICK = "√"
"""The font has no ✓."""


def as_files(turn: Turn[Ticking], forum_id: int) -> list[Button]:
    """[📄 Lista PDF] [📊 XLSX]"""
    return [
        turn.button("forum_attendance.paper", WhoComes(forum=forum_id, on_paper=True)),
        turn.button("forum_attendance.sheet", WhoComes(forum=forum_id, on_paper=False)),
    ]


@attendance.tapped(WhoComes)
async def send_list(turn: Turn[Ticking], tap: WhoComes) -> None:
    """Written outside of the transaction."""
    of = await forum_for(turn, tap.forum, Right.CALL_FORUM)
    kind, written = ("pdf", on_paper) if tap.on_paper else ("xlsx", in_cells)

    async def read() -> Callable[[], tuple[bytes, int]]:
        lines = await _lines(turn, of)
        return lambda: (written(turn.words, turn.services, of, lines), len(lines))

    content, number = await turn.drawn((kind, tap.forum), read)
    day = turn.services.clock.local(of.forum.starts_at).date()
    name = f"{turn.words.plain('forum_attendance.file')}-{day.isoformat()}.{kind}"
    caption = turn.words("forum_attendance.caption", heading=heading(turn.words, turn.services, of.forum), n=number)
    turn.give(content, name, caption=caption, needs=Needs(Right.CALL_FORUM))


class Line(Struct, frozen=True):
    sent: Delegation
    function: str


async def _lines(turn: Turn[Ticking], of: ForumView) -> list[Line]:
    """Who is expected and who has come, by commune and name."""
    roll = [s for s in await attendances.roll(turn.session, of.forum.id) if is_expected(s)]
    roles = await people.memberships_of(turn.session, [s.person for s in roll if s.person is not None])
    lines = []
    for sent in roll:
        of_person = roles.get(sent.delegate.person_id or 0, ())
        named = [turn.words.plain(f"role.{m.role}") for m in of_person if m.commune_id == sent.delegate.commune_id]
        lines.append(Line(sent, ", ".join(named) or sent.delegate.guest_function or ""))
    return lines


# --- on paper ----------------------------------------


def on_paper(words: Words, services: Services, of: ForumView, lines: Sequence[Line]) -> bytes:
    """The organiser, the forum, its time and place, and a row for each person, with room for signatures."""
    forum, clock = of.forum, services.clock
    day = words.day(clock.local(forum.starts_at).date(), weekday=True)
    below = [f"{day}, {hours(words, clock, forum)}", *(part for part in (forum.place, forum.link) if part)]
    columns = [Column(words.plain(f"forum_attendance.column_{name}"), share) for name, share in SHARES.items()]
    rows = [
        [
            str(number),
            line.sent.bare_name,
            line.function,
            line.sent.commune.name if line.sent.commune is not None else "",
            f"{TICK} {clock.local(at):%-H:%M}" if (at := line.sent.delegate.attended_at) is not None else "",
            "",
        ]
        for number, line in enumerate(lines, start=1)
    ]
    title = words.plain("forum_attendance.list_of", forum=forum.title)
    return as_pdf(title, below, columns, rows, now=clock.now(), head=services.association.name)


# --- for a spreadsheet ----------------------------------------


def in_cells(words: Words, services: Services, _of: ForumView, lines: Sequence[Line]) -> bytes:
    """The list with arrival times and earlier answers."""
    clock = services.clock
    titles = ("number", "name", "function", "commune", "answer", "here")
    rows: list[list[Cell]] = [
        [
            number,
            line.sent.bare_name,
            line.function,
            line.sent.commune.name if line.sent.commune is not None else None,
            words.plain(f"forum_attendance.answer_{_answer(line.sent.delegate)}"),
            clock.local(at) if (at := line.sent.delegate.attended_at) is not None else None,
        ]
        for number, line in enumerate(lines, start=1)
    ]
    names = [words.plain(f"forum_attendance.column_{name}") for name in titles]
    return as_xlsx([Table(words.plain("forum_attendance.list"), names, rows)], now=clock.now())


def _answer(delegate: Delegate) -> str:
    return "asked_again" if delegate.asked_again and delegate.state in PRESENT else delegate.state
