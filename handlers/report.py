"""/raport: what the Office reads of a round, while it runs and after it has closed."""

from collections import Counter
from datetime import timedelta

from markupsafe import Markup

from bot.buttons import Button, Tap, paged
from bot.dialog import Conversation
from bot.texts import Words
from bot.turn import Draft, Turn
from bot.voice import House, Message
from handlers.status_views import ask_communes, lines_now
from models import digest as digests
from models import round, setting
from models.answer import Light, Row
from models.digest import CommuneState, Digest
from models.right import Right
from models.round import StatusRound


class OpenNow(Tap, tag="report.open"):
    """Open the round of this week now; asks first."""


class YesOpen(Tap, tag="report.yes_open"):
    """Yes, open it."""


class Details(Tap, tag="report.details"):
    """The communes of a round as buttons."""

    page: int


class OneCommune(Tap, tag="report.commune"):
    """What one commune answered."""

    commune: int


class Attachments(Tap, tag="report.files"):
    """The voice messages, pictures and documents of a commune's answer."""

    commune: int


report = Conversation("report", Draft, commands=("raport", "report"), who=Right.SEE_ROUND, parks=False)


@report.begins
async def show_report(turn: Turn[Draft], _words: str) -> None:
    """The newest round, or the offer to open one."""
    newest = await round.latest(turn.session)
    now_button = [turn.button("report.open_now", OpenNow())]
    if newest is None:
        turn.say("report.none", [now_button])
        return
    found = await digests.digest(turn.session, newest)
    keyboard = [[turn.button("report.details", Details(page=0))]]
    if newest.monday != round.monday_of(turn.house.clock.local(turn.now).date()):
        keyboard.append(now_button)
    turn.say(Message(overview(turn.words, turn.house, found), keyboard))


# --- opening a round by hand ----------------------------------------


@report.tapped(OpenNow)
async def ask_to_open(turn: Turn[Draft], _tap: OpenNow) -> None:
    """Says which week it is for."""
    if not _is_allowed(turn, Right.OPEN_ROUND):
        return
    monday = round.monday_of(turn.house.clock.local(turn.now).date())
    days = turn.words.days(monday, monday + timedelta(days=6))
    week = monday.isocalendar().week
    turn.say("report.ask_open", [[turn.button("report.yes_open", YesOpen())]], week=week, days=days)


@report.tapped(YesOpen)
async def open_now(turn: Turn[Draft], _tap: YesOpen) -> None:
    """The communes are asked at once, all but some by the job, or at the next working hour."""
    if not _is_allowed(turn, Right.OPEN_ROUND):
        return
    turn.collapse()
    clock = turn.house.clock
    monday = round.monday_of(clock.local(turn.now).date())
    moments = setting.moments(await setting.weekly(turn.session), monday, clock)
    opened = await round.open_round(turn.session, monday=monday, moments=moments, now=turn.now)
    if opened is None:
        turn.say("report.cannot_open")
        return
    await ask_communes(turn, opened)
    turn.say("report.opened", n=await round.count_unanswered(turn.session, opened))


# --- commune by commune ----------------------------------------


@report.tapped(Details)
async def list_communes(turn: Turn[Draft], tap: Details) -> None:
    """Eight a page, with how each stands."""
    newest = await round.latest(turn.session) if _is_allowed(turn, Right.SEE_ROUND) else None
    if newest is None:
        return
    found = await digests.digest(turn.session, newest)
    buttons = [
        Button(
            f"{state.commune.name} {lights(state.lights) if state.answer else '…'}",
            OneCommune(commune=state.commune.id or 0),
        )
        for state in found.communes
    ]
    turn.redraw(Message(turn.words("report.ask_commune"), paged(buttons, tap.page, lambda page: Details(page=page))))


@report.tapped(OneCommune)
async def show_commune(turn: Turn[Draft], tap: OneCommune) -> None:
    """The answer with every sentence."""
    state, newest = await _state(turn, tap.commune)
    if state is None or newest is None:
        return
    words, clock = turn.words, turn.house.clock
    heading = Markup("<b>{}</b>").format(state.commune.name)
    if state.answer is None or state.author is None:
        turn.say(Message(heading + "\n" + words("report.silent_card", who=_who_was_asked(words, state))))
        return
    at = words.moment(clock.local(state.answer.answered_at))
    signed = words("status.signed", name=state.author.name, at=at) + (words("report.late") if state.answer.late else "")
    has_files = any(row.now is not None and row.now.attachment_id for row in state.rows)
    keyboard = [[turn.button("report.attachments", Attachments(commune=tap.commune))]] if has_files else []
    turn.say(Message(Markup("\n").join((heading, signed, lines_now(state.rows))), keyboard))


@report.tapped(Attachments)
async def send_attachments(turn: Turn[Draft], tap: Attachments) -> None:
    """Each as it was sent, with the name of its project."""
    state, _ = await _state(turn, tap.commune)
    for row in state.rows if state is not None else ():
        if row.now is not None and row.now.attachment_id and row.now.attachment_kind and state is not None:
            caption = turn.words("report.attachment", commune=state.commune.name, project=row.project.name)
            turn.forward(row.now.attachment_kind, row.now.attachment_id, caption)


async def _state(turn: Turn[Draft], commune_id: int) -> tuple[CommuneState | None, StatusRound | None]:
    newest = await round.latest(turn.session) if _is_allowed(turn, Right.SEE_ROUND) else None
    if newest is None:
        return None, None
    found = await digests.digest(turn.session, newest)
    state = next((state for state in found.communes if state.commune.id == commune_id), None)
    if state is None:
        turn.toast("common.stale")
    return state, newest


def _is_allowed(turn: Turn[Draft], right: Right) -> bool:
    if not turn.may(right):
        turn.toast("common.not_allowed_toast")
        return False
    return True


# --- words ----------------------------------------


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
        words(
            "report.counts",
            answered=len(digest.answered),
            all=len(digest.communes),
            lights=lights(digest.lights),
        ),
    ]
    changes = [_change(words, state, row) for state, row in digest.changes()]
    no_changes = [words("report.no_changes")] if digest.answered else []
    sections = [
        head,
        _titled(words("report.changes"), changes) or no_changes,
        _titled(words("report.communes"), [_commune(words, house, state) for state in digest.answered]),
        _titled(words("report.fields"), [
            words("report.field", field=field.name if field else words("report.no_field"), lights=lights(counts))
            for field, counts in digest.by_field()
        ]),
        _titled(words("report.silent"), [
            words("report.silent_commune", commune=state.commune.name, who=_who_was_asked(words, state))
            for state in digest.silent
        ]),
        _titled(words("report.stale"), [
            words("report.stale_project", commune=s.commune.name, project=row.project.name, light=row.now.light.sign)
            for s, row in digest.stale()
            if row.now is not None
        ]),
    ]  # fmt: skip
    return Markup("\n\n").join(Markup("\n").join(section) for section in sections if section)


def _titled(title: Markup, lines: list[Markup]) -> list[Markup]:
    return [title, *lines] if lines else []


def _change(words: Words, state: CommuneState, row: Row) -> Markup:
    before = row.before.light.sign if row.before is not None else "∅"
    now = row.now.light.sign if row.now is not None else "∅"
    sentence = row.now.sentence if row.now is not None else None
    change = words("report.change", commune=state.commune.name, project=row.project.name, before=before, now=now)
    return change + (words("report.quote", sentence=sentence) if sentence else "")


def _commune(words: Words, house: House, state: CommuneState) -> Markup:
    answer = state.answer
    at = words.moment(house.clock.local(answer.answered_at)) if answer is not None else ""
    late = words("report.late") if answer is not None and answer.late else ""
    name = state.author.name if state.author is not None else "–"
    return words("report.commune", commune=state.commune.name, lights=lights(state.lights), name=name, at=at, late=late)


def _who_was_asked(words: Words, state: CommuneState) -> Markup:
    if state.asked is None:
        return words("report.nobody")
    key = "report.asked" if state.asked.unreachable_since is None else "report.asked_unreachable"
    return words(key, name=state.asked.name)
