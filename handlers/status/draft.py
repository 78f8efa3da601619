"""The weekly status: the conversation and its draft."""

from bot.conversation.dialog import Conversation
from bot.conversation.flow import OfCommune
from bot.conversation.refusal import Refused, there
from bot.conversation.turn import Turn
from models.db.base import Value
from models.people.permission import Right
from models.project.project import Due
from models.status import answer
from models.status.answer import NewLine, Owed


class Item(Value):
    """A project to report on, and how it stood before."""

    project_id: int
    name: str
    before: NewLine | None
    stays: NewLine | None
    """What is reported if nothing is said; None: it has to be asked."""
    milestones: list[Due] = []
    asked: int = 0
    """Number of milestones that were asked about."""


class StatusDraft(OfCommune):
    """An answer in the making."""

    obligation: int
    projects: list[Item]
    at: int = 0
    """Index of the open project."""
    progress: int | None = None
    """Progress given before the project has a light."""
    asks_rest: bool = False
    """[✅ Wyślij] was tapped: what is missing is asked, one thing after another."""
    corrects: bool = False
    on_behalf: bool = False
    """The Office writes down what the commune told it."""
    lines: dict[int, NewLine] = {}
    """New lines by project."""

    @property
    def right(self) -> Right:
        """The Office does not answer for itself."""
        return Right.ANSWER_FOR_COMMUNE if self.on_behalf else Right.ANSWER_STATUS

    @property
    def item(self) -> Item:
        return self.projects[self.at]

    @property
    def said(self) -> list[tuple[str, NewLine]]:
        """New lines with the names of their projects."""
        return [(item.name, self.lines[item.project_id]) for item in self.projects if item.project_id in self.lines]

    @property
    def whole(self) -> list[tuple[str, NewLine]]:
        """The whole answer, with the lines that stay."""
        lines = [(item.name, self.lines.get(item.project_id, item.stays)) for item in self.projects]
        return [(name, line) for name, line in lines if line is not None]

    @property
    def milestones(self) -> dict[int, Due]:
        """Milestones that are due, by id."""
        return {due.id: due for item in self.projects for due in item.milestones}

    def stands(self, item: Item) -> NewLine | None:
        """How the project stands by what was said last."""
        return self.lines.get(item.project_id, item.before)

    def line(self) -> NewLine:
        """The line of the open project; if nothing was said so far, the one that stays."""
        item = self.item
        if item.stays is not None:
            self.lines.setdefault(item.project_id, item.stays.model_copy(deep=True))
        return self.lines[item.project_id]


async def items_of(turn: Turn[StatusDraft], owed: Owed) -> list[Item]:
    """The projects to report on; one already reported on in this round needs no answer."""
    return [
        Item(
            project_id=row.project_id,
            name=row.project,
            before=row.now or row.before,
            stays=row.now or answer.unchanged_line(row),
            milestones=list(row.milestones),
            asked=len(row.milestones) if row.now else 0,
        )
        for row in await answer.rows_owed(turn.session, owed, milestones=True)
    ]


status = Conversation("status", StatusDraft, commands=("status",), who=Right.ANSWER_STATUS)


async def owed_by(turn: Turn[StatusDraft], obligation_id: int, right: Right = Right.ANSWER_STATUS) -> Owed:
    """The obligation, locked, if this person may answer it."""
    owed = there(await answer.owed(turn.session, obligation_id, locked=True))
    turn.require(right, owed.commune_id)
    return owed


async def owed_for(turn: Turn[StatusDraft], obligation_id: int) -> Owed:
    """What the Office may write down: an answer of the commune itself only the commune corrects."""
    owed = await owed_by(turn, obligation_id, Right.ANSWER_FOR_COMMUNE)
    if owed.answer is not None and not owed.answer.on_behalf:
        raise Refused("status.answered_itself", name=owed.answer.name)
    return owed
