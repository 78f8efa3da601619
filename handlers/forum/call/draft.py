"""Calling a forum: the conversation and its draft."""

from datetime import datetime, time, timedelta
from enum import StrEnum, auto
from typing import Self
from zoneinfo import ZoneInfo

from bot.conversation.buttons import Button, Keyboard
from bot.conversation.dialog import Conversation
from bot.conversation.form import Filling
from bot.conversation.step import Step
from bot.conversation.turn import Turn
from handlers.commune_picker import ForCommunes
from models.calendar import Clock
from models.forum.forum import Forum, Kind
from models.forum.series import Rhythm, repeated
from models.people.permission import Group, Right

SEATS = 2
DAYS_TO_ANSWER = (7, 3, 1)
"""Offered deadlines, in days before the start; the first that is still to come is proposed."""
ANSWER_AT = time(15)
SOON = timedelta(hours=1)


class Detail(StrEnum):
    """A detail of a forum. Each is asked by the step ``ask_<detail>``."""

    TITLE = auto()
    FIELD = auto()
    STARTS = auto()
    MINUTES = auto()
    PLACE = auto()
    LINK = auto()
    AGENDA = auto()
    AUDIENCE = auto()
    SEATS = auto()
    CAPACITY = auto()
    ANSWER_BY = auto()
    RHYTHM = auto()


_FORUMS_ONLY = (Detail.FIELD, Detail.SEATS, Detail.CAPACITY, Detail.ANSWER_BY)
"""Details that only a forum has: to other meetings people are invited by name."""
_ASKED = (
    Detail.TITLE, Detail.FIELD, Detail.STARTS, Detail.PLACE, Detail.AGENDA, Detail.AUDIENCE, Detail.SEATS,
    Detail.ANSWER_BY,
)  # fmt: skip
"""The details asked, in this order; the others keep their defaults unless they are corrected."""


class CommuneSelection(StrEnum):
    """Which communes are invited."""

    ALL = auto()
    CHOSEN = auto()
    IN_FIELD = auto()
    """Communes with specialists in the field."""


class ForumDraft(ForCommunes, Filling):
    """A forum in the making."""

    kind: Kind = Kind.FORUM
    title: str = ""
    field: int | None = None
    starts_at: datetime | None = None
    minutes: int = 120
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    link: str | None = None
    agenda: str | None = None
    agenda_kind: str | None = None
    agenda_file: str | None = None
    audience: CommuneSelection = CommuneSelection.ALL
    groups: list[Group] | None = None
    """Who is invited by name; None: the usual groups of its kind."""
    seats: int = SEATS
    capacity: int = 0
    answer_by: datetime | None = None
    send_at: datetime | None = None
    rhythm: Rhythm | None = None
    """How it is repeated; None: not at all."""
    mends: bool = False
    """Whether all was asked once, or copied from an earlier forum, except what is ``missing``."""
    missing: list[Detail] = []
    """Details still to be asked of a copy, or of a forum called in one line."""
    shown_file: str | None = None
    """The agenda file already sent with the preview."""

    @property
    def is_worth_keeping(self) -> bool:
        return bool(self.title)

    @property
    def details(self) -> list[Detail]:
        """The details that a meeting of this kind has."""
        return [detail for detail in Detail if self.kind.delegates or detail not in _FORUMS_ONLY]

    @property
    def invites(self) -> list[Group]:
        """Who is invited by name, where communes do not delegate."""
        return list(self.kind.usual) if self.groups is None else self.groups

    @property
    def is_whole(self) -> bool:
        """Whether everything is answered, so that each further answer leads to the preview."""
        return self.mends and not self.missing

    def after(self, detail: Detail) -> Detail | None:
        """What is asked next; None: the preview."""
        if self.mends:
            return next(iter(self.missing), None)
        return next(iter(self._asked[self._asked.index(detail) + 1 :]), None)

    def before(self, detail: Detail) -> Detail | None:
        """What was asked before; None: the preview."""
        if self.mends:
            return None if self.is_whole else Detail.TITLE
        return self._asked[max(0, self._asked.index(detail) - 1)]

    @property
    def _asked(self) -> list[Detail]:
        return [detail for detail in self.details if detail in _ASKED]

    def start(self, at: datetime) -> None:
        """Sets the start; a sending time that is not before it is dropped."""
        self.starts_at = at
        if self.send_at is not None and self.send_at >= at:
            self.send_at = None

    def goes_out(self, clock: Clock, now: datetime) -> datetime:
        """When the invitations are sent: in working hours, and not before the chosen time."""
        return clock.working_time(max(self.send_at or now, now))

    def ask_for_answers(self, clock: Clock, sent_at: datetime) -> None:
        """Sets the usual deadline where the present one is before the invitations go out or after the start."""
        if not self.kind.delegates:
            self.answer_by = None
            return
        start = self.starts_at or sent_at
        if self.answer_by is None or not sent_at < self.answer_by <= start:
            self.answer_by = next(iter(self.answer_days(clock, sent_at).values()), start)

    def answer_days(self, clock: Clock, sent_at: datetime) -> dict[int, datetime]:
        """The offered deadlines by days before the start; only those after the invitations are sent."""
        return usual_ends(self.starts_at, clock, sent_at) if self.starts_at is not None else {}

    def forum(self, by: int, *, zone: ZoneInfo, send_at: datetime, now: datetime) -> Forum:
        starts_at = self.starts_at or now
        rule = repeated(self.rhythm, starts_at, zone).rule if self.rhythm is not None else None
        return Forum(
            kind=self.kind, title=self.title, field_id=self.field, starts_at=starts_at, minutes=self.minutes,
            place=self.place, latitude=self.latitude, longitude=self.longitude, link=self.link,
            roles=None if self.kind.delegates else [role for group in self.invites for role in group.roles],
            agenda=self.agenda, agenda_kind=self.agenda_kind, agenda_file=self.agenda_file,
            seats=self.seats if self.kind.delegates else 0, capacity=self.capacity if self.kind.delegates else 0,
            answer_by=self.answer_by or starts_at, send_at=send_at, rule=rule,
            called_by_id=by, created_at=now,
        )  # fmt: skip

    @classmethod
    def like(cls, forum: Forum, communes: list[int], *, every: bool) -> Self:
        """A draft with everything of an earlier forum but its date; the rhythm of a series is not copied."""
        copied = forum.model_dump(
            include={
                "kind", "title", "minutes", "place", "latitude", "longitude", "link", "agenda", "agenda_kind",
                "agenda_file", "seats", "capacity",
            }
        )  # fmt: skip
        audience = CommuneSelection.ALL if every else CommuneSelection.CHOSEN
        groups = [group for group in Group if set(group.roles) <= set(forum.invites)]
        return cls(
            **copied, field=forum.field_id, audience=audience, communes=[] if every else communes, groups=groups,
            mends=True, missing=[Detail.STARTS],
        )  # fmt: skip


call = Conversation("forum", ForumDraft, commands=("forum",), who=Right.CALL_FORUM, mended_with="forums")


ASKS: dict[Detail | None, Step[ForumDraft]] = {}
"""The step that asks for each detail; None: the preview. Filled in by ``call``, where all of them are known."""


async def ask(turn: Turn[ForumDraft], detail: Detail | None) -> None:
    """Asks for this detail; None: shows the preview, to which every later answer leads back."""
    turn.draft.mends = turn.draft.mends or detail is None
    await turn.go(ASKS[detail])


async def go_on(turn: Turn[ForumDraft], answered: Detail | None) -> None:
    """Goes on after this answer; None: after an answer that belongs to the preview."""
    turn.draft.missing = [detail for detail in turn.draft.missing if detail is not answered]
    await ask(turn, turn.draft.after(answered) if answered is not None else None)


def ways(turn: Turn[ForumDraft], *first: Button) -> Keyboard:
    """The last row under a question."""
    return [[*first, turn.answer("common.back")]]


@call.answer("back")
async def go_back(turn: Turn[ForumDraft]) -> None:
    """The previous question, or the preview if this was a correction. Answers are kept."""
    asked = asked_by(turn)
    await ask(turn, turn.draft.before(asked) if asked is not None else None)


def asked_by(turn: Turn[ForumDraft]) -> Detail | None:
    """The detail that the present step asks for; None: it asks for something else."""
    return next((detail for detail, step in ASKS.items() if step is turn.step), None)


def usual_ends(starts_at: datetime, clock: Clock, sent_at: datetime) -> dict[int, datetime]:
    """The usual deadlines by days before the start: on working days, and later than the questions are sent."""
    start = clock.local(starts_at).date()
    days = (clock.last_working_day(start - timedelta(days=n)) for n in DAYS_TO_ANSWER)
    found = {(start - day).days: clock.at(day, ANSWER_AT) for day in days}
    return {n: at for n, at in found.items() if at > sent_at + SOON}
