"""How a round looks to the Office: the digest sent when it closes, and what /raport shows of any week."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from markupsafe import Markup
from msgspec import Struct

from bot.conversation.buttons import Bare, Button, Tap, arrows
from bot.conversation.outgoing import Message, Services, button
from bot.texts import MESSAGE_LIMIT, Words, pages, shorten, visible
from handlers.status.views.answer import author, put_off
from models.db.some import Line, Some
from models.people.commune import Field
from models.project.deadline import Overdue, PutOff, Reached
from models.status.answer import Light
from models.status.digest import Answer, Better, Digest, Silent, Stale
from models.status.last_word import Lights, Standing, Sums
from models.status.status_round import StatusRound

LINES = 25
"""Most lines of a message that people still read."""
COMMUNE_SHOWN, NAME_SHOWN, SENTENCE_SHOWN = 30, 60, 90
SHOW_TREND = Bare("trend.show")


class ShowRound(Tap, tag="report.round"):
    """The report of that round."""

    status_round: int


class Whole(Tap, tag="report.whole"):
    """Everything about a round."""

    status_round: int
    page: int


class ByField(Tap, tag="report.by_field"):
    """How the projects stand in each field of cooperation."""

    status_round: int


class Export(Tap, tag="sheet.open"):
    """A file for a spreadsheet, from that round on."""

    status_round: int


class Details(Tap, tag="report.details"):
    """The communes of a round as buttons."""

    status_round: int
    page: int


class OneCommune(Tap, tag="report.commune"):
    """What one commune answered in that round."""

    status_round: int
    commune: int


class Section(Struct, frozen=True):
    """A title with its lines; those given may be only the first."""

    title: str
    lines: Sequence[Markup]
    total: int
    least: int = 1
    """Number of lines kept free for it whatever comes before."""

    def shown(self, words: Words, lines: int) -> list[Markup]:
        said = self.lines[:lines]
        first = words("report.first", n=len(said)) if 0 < len(said) < self.total else ""
        return [words(self.title, n=self.total) + first, *said]


def report(words: Words, services: Services, digest: Digest) -> Message:
    """A round on one screen; what does not fit is behind a button."""
    head, sections = _head(words, services, digest), _sections(words, digest)
    text, is_whole = _fitting(words, head, sections)
    id = digest.status_round.id
    whole = [] if is_whole else [button(words, "report.whole", Whole(status_round=id, page=0))]
    return Message(
        text,
        [
            [*whole, button(words, "trend.show", SHOW_TREND)],
            [
                button(words, "report.details", Details(status_round=id, page=0)),
                button(words, "report.by_field", ByField(status_round=id)),
                button(words, "sheet.open", Export(status_round=id)),
            ],
            weeks_beside(words, digest.earlier, digest.later),
        ],
    )


def whole(words: Words, services: Services, digest: Digest, answers: Some[Answer], page: int) -> Message:
    """Everything known of the round, page by page."""
    communes = [_answer(words, services, answer) for answer in answers.shown]
    sections = [*_sections(words, digest), *_section("report.communes", answers, communes)]
    lines = [line for section in sections for line in ["", *section.shown(words, len(section.lines))]]
    text = pages(str(Markup("\n").join([*_head(words, services, digest), *lines])))
    page = min(page, len(text) - 1)
    turns = arrows(page, len(text) - 1, lambda page: Whole(status_round=digest.status_round.id, page=page))
    return Message(Markup(text[page]), [*turns, back(words, digest.status_round)])  # noqa: S704 (made of nothing but Markup)


def by_field(words: Words, status_round: StatusRound, fields: Iterable[tuple[Field | None, Sums]]) -> Message:
    """How the projects of each field stand, and those without a field."""
    lines = [
        words("report.field", field=field.name if field else words("report.no_field"), lights=counts(words, sums))
        for field, sums in fields
    ]
    heading = words("report.fields", week=status_round.number)
    return Message(Markup("\n").join([heading, *lines]), [back(words, status_round)])


def put_off_by_one(words: Words, found: Some[PutOff]) -> list[Markup]:
    """Milestones that one commune has put off."""
    lines = [
        put_off(words, f"{line.project} · {line.milestone}", line.before, line.after, times=line.times)
        for line in found.shown
    ]
    return [words("report.put_off", n=found.total), *lines] if lines else []


def weeks_beside(words: Words, earlier: StatusRound | None, later: StatusRound | None) -> list[Button]:
    """Buttons for the rounds before and after."""
    return [
        button(words, key, ShowRound(status_round=beside.id), week=beside.number)
        for key, beside in (("report.earlier", earlier), ("report.later", later))
        if beside is not None
    ]


def head(
    words: Words, services: Services, of: StatusRound, stands: Markup | str, *, answered: int, asked: int
) -> list[Markup]:
    """The round, how many have answered, how all projects stand, and the closing time."""
    key, at = ("report.open_until", of.closes_at) if of.closed_at is None else ("report.closed_at", of.closed_at)
    days = words.days(of.monday, of.sunday)
    return [
        words("report.heading", week=of.number, days=days, answered=answered, all=asked),
        Markup.escape(stands),
        words(key, at=words.moment(services.clock.local(at))),
    ]


def back(words: Words, status_round: StatusRound) -> list[Button]:
    """A button back to the report of the round."""
    return [button(words, "report.back", ShowRound(status_round=status_round.id), week=status_round.number)]


def _fitting(words: Words, head: Sequence[Markup], sections: Sequence[Section]) -> tuple[Markup, bool]:
    """As much as one message holds, and whether that is all."""
    for most in range(LINES, 0, -1):
        rooms = _rooms(sections, most - len(head) - len(sections))
        lines = [line for section, room in zip(sections, rooms, strict=True) for line in section.shown(words, room)]
        text = Markup("\n").join([*head, *lines])
        if visible(str(text)) <= MESSAGE_LIMIT:
            return text, all(room == section.total for section, room in zip(sections, rooms, strict=True))
    return Markup("\n").join(head), False


def _rooms(sections: Sequence[Section], room: int) -> list[int]:
    """Number of lines for each: as many as it needs, except those kept free for later ones."""
    rooms = []
    for at, section in enumerate(sections, start=1):
        others = sum(min(later.least, len(later.lines)) for later in sections[at:])
        rooms.append(max(0, min(len(section.lines), room - others)))
        room -= rooms[-1]
    return rooms


# --- words ----------------------------------------


def lights(counts: Lights | Counter[Light]) -> str:
    """``🟢 3 🟡 1``."""
    return " ".join(f"{light.sign} {counts[light]}" for light in Light if counts[light]) or "–"


def counts(words: Words, sums: Sums) -> Markup:
    """``🟢 32 🟡 8 🔴 2 · ⚪ 12 bez odpowiedzi (ostatnio 🔴 2 🟡 1)``."""
    unsaid = sums.unsaid.total()
    if not unsaid:
        return Markup.escape(lights(sums.said))
    worse = " ".join(f"{light.sign} {sums.unsaid[light]}" for light in (Light.RED, Light.AMBER) if sums.unsaid[light])
    silent = words("report.unsaid", n=unsaid) + (words("report.unsaid_last", lights=worse) if worse else "")
    return Markup("{} · {}").format(lights(sums.said), silent) if sums.said.total() else silent


def _head(words: Words, services: Services, digest: Digest) -> list[Markup]:
    return head(
        words, services, digest.status_round, counts(words, digest.sums), answered=digest.answered, asked=digest.asked
    )


def _sections(words: Words, digest: Digest) -> list[Section]:
    def titled(title: str, some: Some[Line], said: Callable[[Words, Line], Markup], least: int = 1) -> list[Section]:
        return _section(title, some, [said(words, line) for line in some.shown], least)

    week = digest.status_round.monday
    red, amber = (digest.standing[light] for light in (Light.RED, Light.AMBER))
    no_changes = [Section("report.no_changes", [], 0)] if digest.answered and not digest.changed else []
    return [
        *titled("report.red", red, lambda words, line: _standing(words, line, week)),
        *titled("report.amber", amber, lambda words, line: _standing(words, line, week)),
        *titled("report.put_off", digest.put_off, _put_off),
        *titled("report.overdue", digest.overdue, _overdue),
        *titled("report.better", digest.better, _better),
        *no_changes,
        *titled("report.reached", digest.reached, _reached, least=0),
        *titled("report.silent", digest.silent, _silent),
        *titled("report.stale", digest.stale, _stale, least=0),
    ]


def _section(title: str, some: Some[Line], lines: Sequence[Markup], least: int = 1) -> list[Section]:
    return [Section(title, lines, some.total, least)] if lines else []


def _place(commune: str, project: str) -> str:
    return f"{shorten(commune, COMMUNE_SHOWN)} · {shorten(project, NAME_SHOWN)}"


def quote(sentence: str | None) -> Markup:
    """``: Czekamy na decyzję środowiskową``, cut to one line."""
    return Markup(": <i>{}</i>").format(shorten(sentence, SENTENCE_SHOWN)) if sentence else Markup("")


def _standing(words: Words, line: Standing, week: date) -> Markup:
    if line.weeks > 1:
        since = words("report.since", n=line.weeks)
    elif line.before is not None:
        since = words("report.stood", light=line.before.sign)
    else:
        since = words("report.new")
    parts = [Markup("• {}{}").format(_place(line.commune, line.project), quote(line.sentence)), since]
    if line.said_in < week:
        parts.append(words("report.said_in", week=line.said_in.isocalendar().week))
    if line.risk is not None:
        parts.append(Markup("R-{}").format(line.risk))
    return Markup(" · ").join(parts)


def _better(words: Words, line: Better) -> Markup:
    place = _place(line.commune, line.project)
    return words("report.better_line", place=place, before=line.before.sign) + quote(line.sentence)


def _put_off(words: Words, line: PutOff) -> Markup:
    return Markup("• ") + put_off(words, _milestone(line), line.before, line.after, times=line.times)


def _overdue(words: Words, line: Overdue) -> Markup:
    return words("report.overdue_line", place=_milestone(line), due=words.day(line.due))


def _reached(words: Words, line: Reached) -> Markup:
    return words("report.reached_line", place=_milestone(line), day=words.day(line.reached_on, year=False))


def _milestone(line: PutOff | Overdue | Reached) -> str:
    return f"{_place(line.commune, line.project)} · {shorten(line.milestone, NAME_SHOWN)}"


def _silent(words: Words, line: Silent) -> Markup:
    who = who_was_asked(words, line.asked, is_unreachable=line.is_unreachable)
    stood = (
        words("report.silent_last", lights=lights(line.lights)) if any(line.lights[light] for light in Light) else ""
    )
    return words("report.silent_commune", commune=shorten(line.commune, COMMUNE_SHOWN), who=who, stood=stood)


def _stale(words: Words, line: Stale) -> Markup:
    return words("report.stale_project", place=_place(line.commune, line.project), light=line.light.sign)


def _answer(words: Words, services: Services, line: Answer) -> Markup:
    at, late = words.moment(services.clock.local(line.at)), is_late(words, late=line.late)
    stands, name = lights(line.lights), author(words, line.author, on_behalf=line.on_behalf)
    return words("report.commune", commune=line.commune, lights=stands, name=name, at=at, late=late)


def is_late(words: Words, *, late: bool) -> Markup:
    """A mark for answers after the closing."""
    return words("report.late") if late else Markup("")


def who_was_asked(words: Words, name: str | None, *, is_unreachable: bool) -> Markup:
    """Who is to be reminded in a silent commune."""
    if name is None:
        return words("report.nobody")
    return words("report.asked_unreachable" if is_unreachable else "report.asked", name=name)
