"""Calling a forum: the conversation, and what it gathers on the way."""

from datetime import datetime, time, timedelta
from enum import StrEnum, auto
from typing import Self
from zoneinfo import ZoneInfo

from bot.conversation.buttons import Button, Keyboard
from bot.conversation.dialog import Conversation
from bot.conversation.form import Filling
from bot.conversation.step import Step
from bot.conversation.turn import Turn
from models.calendar import Clock
from models.forum.forum import Forum, Kind
from models.forum.series import Rhythm, repeated
from models.people.permission import Group, Right

SEATS = 2
DAYS_TO_ANSWER = (7, 3, 1)
"""So many days before the start answers are wanted; the first that is still to come is proposed."""
ANSWER_AT = time(15)
SOON = timedelta(hours=1)


class Detail(StrEnum):
    """What is said about a forum. Each is asked by the step ``ask_<detail>``."""

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
"""What has no sense where people are invited by name."""
_ASKED = (
    Detail.TITLE, Detail.FIELD, Detail.STARTS, Detail.PLACE, Detail.AGENDA, Detail.AUDIENCE, Detail.SEATS,
    Detail.ANSWER_BY,
)  # fmt: skip
"""What is asked, in this order; the rest is as usual unless it is corrected."""


class CommuneSelection(StrEnum):
    """Which communes are invited."""

    ALL = auto()
    CHOSEN = auto()
    IN_FIELD = auto()
    """Those that have specialists in the field."""


class ForumDraft(Filling):
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
    communes: list[int] = []
    groups: list[Group] | None = None
    """Who is invited by name; None: as is usual for its kind."""
    seats: int = SEATS
    capacity: int = 0
    answer_by: datetime | None = None
    send_at: datetime | None = None
    rhythm: Rhythm | None = None
    """How it is repeated; None: it is not."""
    mends: bool = False
    """Everything was asked once, or copied from an earlier one, but for what is missing."""
    missing: list[Detail] = []
    """What is still to be asked of a copy, or of what one line has said."""
    shown_file: str | None = None
    """The agenda that was sent along with the preview already."""

    @property
    def is_worth_keeping(self) -> bool:
        """From its title on."""
        return bool(self.title)

    @property
    def details(self) -> list[Detail]:
        """What can be said about a meeting of this kind."""
        return [detail for detail in Detail if self.kind.delegates or detail not in _FORUMS_ONLY]

    @property
    def invites(self) -> list[Group]:
        """Who is invited by name, where communes do not delegate."""
        return list(self.kind.usual) if self.groups is None else self.groups

    @property
    def is_whole(self) -> bool:
        """Whether all was answered, so that each further answer leads to the preview."""
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
        """It starts then."""
        self.starts_at = at
        if self.send_at is not None and self.send_at >= at:
            self.send_at = None

    def goes_out(self, clock: Clock, now: datetime) -> datetime:
        """When the invitations are sent: in working hours, and not before they were put off to."""
        return clock.working_time(max(self.send_at or now, now))

    def ask_for_answers(self, clock: Clock, sent_at: datetime) -> None:
        """Where answers are due before the invitations go out, or after the start: as is usual."""
        if not self.kind.delegates:
            self.answer_by = None
            return
        start = self.starts_at or sent_at
        if self.answer_by is None or not sent_at < self.answer_by <= start:
            self.answer_by = next(iter(self.answer_days(clock, sent_at).values()), start)

    def answer_days(self, clock: Clock, sent_at: datetime) -> dict[int, datetime]:
        """So many days before the start, at 15:00: until when; only what is to come once the invitations are sent."""
        return usual_ends(self.starts_at, clock, sent_at) if self.starts_at is not None else {}

    def forum(self, by: int, *, zone: ZoneInfo, send_at: datetime, now: datetime) -> Forum:
        """The forum that is called."""
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
        """Everything of an earlier forum but its date; a series goes on by itself and is not copied."""
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
"""Which step asks about it; None: the preview. Filled in where all of them are known, in ``call``."""


async def ask(turn: Turn[ForumDraft], detail: Detail | None) -> None:
    """Ask about this detail; None: show the preview, after which every answer leads back to it."""
    turn.draft.mends = turn.draft.mends or detail is None
    await turn.go(ASKS[detail])


async def go_on(turn: Turn[ForumDraft], answered: Detail | None) -> None:
    """It is answered; None: what belongs to the preview."""
    turn.draft.missing = [detail for detail in turn.draft.missing if detail is not answered]
    await ask(turn, turn.draft.after(answered) if answered is not None else None)


def ways(turn: Turn[ForumDraft], *first: Button) -> Keyboard:
    """The last row under a question."""
    return [[*first, turn.answer("forum_call.back")]]


@call.answer("back")
async def go_back(turn: Turn[ForumDraft]) -> None:
    """The question before this one; from a correction, the preview. What was said stays."""
    asked = asked_by(turn)
    await ask(turn, turn.draft.before(asked) if asked is not None else None)


def asked_by(turn: Turn[ForumDraft]) -> Detail | None:
    """What the present step asks about; None: nothing that is a detail."""
    return next((detail for detail, step in ASKS.items() if step is turn.step), None)


def usual_ends(starts_at: datetime, clock: Clock, sent_at: datetime) -> dict[int, datetime]:
    """When answers are usually due, by the days before the start: on working days, and only what is to come once they
    are asked for."""
    start = clock.local(starts_at).date()
    days = (clock.last_working_day(start - timedelta(days=n)) for n in DAYS_TO_ANSWER)
    found = {(start - day).days: clock.at(day, ANSWER_AT) for day in days}
    return {n: at for n, at in found.items() if at > sent_at + SOON}
