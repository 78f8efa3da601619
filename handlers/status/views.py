"""How a status round looks on a phone: the prompt, the lines of an answer, the report."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from bot.conversation.buttons import Tap
from bot.conversation.voice import House, Message, button
from bot.texts import Words, shorten
from models.status.answer import Given, Light, NewLine, Row
from models.status.digest import Answer, Change, Digest, Line, Silent, Some, Stale
from models.status.status_round import Round

PREVIOUS_SHOWN = 12
NAME_SHOWN = 60


class Same(Tap, tag="status.same"):
    """Nothing has changed in any project."""

    obligation: int


class Fill(Tap, tag="status.fill"):
    """Answer project by project, or correct the answer."""

    obligation: int


class Later(Tap, tag="status.later"):
    """Ask again in a few hours."""

    obligation: int


class ShowTrend(Tap, tag="trend.show"):
    """The last weeks as a picture."""


def title(words: Words, round: Round, commune: str) -> Markup:
    """``📋 Status: tydzień 47 (16–22.11) · Niepołomice``."""
    days = words.days(round.monday, round.sunday)
    return words("status.title", week=round.number, days=days, commune=commune)


def prompt(
    words: Words,
    round: Round,
    obligation_id: int,
    commune: str,
    rows: Sequence[Row],
    *,
    reminder: bool = False,
) -> Message:
    """The question of the week, with how the projects stood before."""
    lines = [title(words, round, commune)]
    if reminder:
        lines.insert(0, words("status.reminder"))
    if round.closed_at is not None:
        lines.append(words("status.closed_but"))
    lines.append(words("status.previously", lights=_previously(words, rows)))
    return Message(
        Markup("\n").join(lines),
        [
            [
                button(words, "status.same", Same(obligation=obligation_id)),
                button(words, "status.fill", Fill(obligation=obligation_id)),
                button(words, "status.later", Later(obligation=obligation_id)),
            ]
        ],
    )


def _previously(words: Words, rows: Sequence[Row]) -> Markup:
    known = [row for row in rows if row.before is not None][:PREVIOUS_SHOWN]
    if not known:
        return words("status.nothing_before")
    lights = Markup(" · ").join(
        f"{row.before.light.sign} {shorten(row.project, NAME_SHOWN)}" for row in known if row.before is not None
    )
    more = len(rows) - len(known)
    return lights + (words("status.and_more", n=more) if more else "")


def line(name: str, said: NewLine) -> Markup:
    """One project of an answer: light, name, progress, sentence."""
    percent = f", {said.progress}%" if said.progress is not None else ""
    clip = f" 📎{len(said.files) if len(said.files) > 1 else ''}" if said.files else ""
    sentence = Markup("\n   <i>{}</i>").format(said.sentence) if said.sentence else ""
    return Markup("{} {}{}{}{}").format(said.light.sign, name, percent, clip, sentence)


def lines_now(rows: Iterable[Row]) -> Markup:
    """The answer that counts, project by project."""
    return Markup("\n").join(line(row.project, row.now) for row in rows if row.now is not None)


def signed(words: Words, house: House, of: Given) -> Markup:
    """Who answered and when."""
    return words("status.signed", name=of.name, at=words.moment(house.clock.local(of.answered_at)))


# --- the report ----------------------------------------


def overview(words: Words, house: House, digest: Digest) -> Markup:
    """The round as it is now."""
    of = digest.round
    closed = of.closed_at
    key, at = ("report.open_until", of.closes_at) if closed is None else ("report.closed_at", closed)
    return _sections(words, house, digest, "report.heading", words(key, at=words.moment(house.clock.local(at))))


def summary(words: Words, house: House, digest: Digest) -> Markup:
    """What the Office is sent when a round closes."""
    return _sections(words, house, digest, "report.digest_heading")


def lights(counts: Counter[Light]) -> str:
    """``🟢 3 🟡 1``."""
    return " ".join(f"{light.sign} {counts[light]}" for light in Light if counts[light]) or "–"


def _sections(words: Words, house: House, digest: Digest, heading: str, *lines: Markup) -> Markup:
    of = digest.round
    head = [
        words(heading, week=of.number, days=words.days(of.monday, of.sunday)),
        *lines,
        words("report.counts", answered=digest.answered, n=digest.asked, lights=lights(digest.lights)),
    ]
    fields = [
        words("report.field", field=field.name if field else words("report.no_field"), lights=lights(counts))
        for field, counts in digest.by_field
    ]
    no_changes = [words("report.no_changes")] if digest.answered else []
    sections = [
        head,
        _titled(words, "report.changes", digest.changes, lambda change: _change(words, change)) or no_changes,
        _titled(words, "report.communes", digest.answers, lambda answer: _answer(words, house, answer)),
        [words("report.fields"), *fields] if fields else [],
        _titled(words, "report.silent", digest.silent, lambda silent: _silent(words, silent)),
        _titled(words, "report.stale", digest.stale, lambda stale: _stale(words, stale)),
    ]
    return Markup("\n\n").join(Markup("\n").join(section) for section in sections if section)


def _titled(words: Words, title: str, some: Some[Line], said: Callable[[Line], Markup]) -> list[Markup]:
    if not some.shown:
        return []
    others = [words("report.and_others", n=some.others)] if some.others else []
    return [words(title), *(said(line) for line in some.shown), *others]


def _change(words: Words, change: Change) -> Markup:
    before = change.before.sign if change.before is not None else "∅"
    line = words("report.change", commune=change.commune, project=change.project, before=before, now=change.now.sign)
    return line + (words("report.quote", sentence=change.sentence) if change.sentence else "")


def _answer(words: Words, house: House, answer: Answer) -> Markup:
    at, late = words.moment(house.clock.local(answer.at)), late_mark(words, late=answer.late)
    stands = lights(answer.lights)
    return words("report.commune", commune=answer.commune, lights=stands, name=answer.author, at=at, late=late)


def _silent(words: Words, silent: Silent) -> Markup:
    who = who_was_asked(words, silent.asked, is_unreachable=silent.is_unreachable)
    return words("report.silent_commune", commune=silent.commune, who=who)


def _stale(words: Words, stale: Stale) -> Markup:
    return words("report.stale_project", commune=stale.commune, project=stale.project, light=stale.light.sign)


def late_mark(words: Words, *, late: bool) -> Markup:
    return words("report.late") if late else Markup("")


def who_was_asked(words: Words, name: str | None, *, is_unreachable: bool) -> Markup:
    if name is None:
        return words("report.nobody")
    return words("report.asked_unreachable" if is_unreachable else "report.asked", name=name)
