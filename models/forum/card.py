"""Who of the Office has the live card of which forum in their chat; it is changed in place."""

import sqlalchemy as sa
from sqlmodel import Field as Column
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.people.permission import Role
from models.people.person import Membership, Person, Somebody


class ForumCard(SQLModel, table=True):
    """The letter that brought somebody the live card of a forum."""

    __tablename__ = "forum_card"

    letter_id: int = Column(primary_key=True, sa_type=sa.BigInteger)
    forum_id: int = Column(foreign_key="forum.id", index=True)
    person_id: int = Column(foreign_key="person.id")
    page: int = 0
    """Which of its communes are looked at."""


async def keep(session: AsyncSession, card: ForumCard) -> None:
    """This is the person's live card now; an earlier one is changed no more."""
    earlier = (col(ForumCard.forum_id) == card.forum_id) & (col(ForumCard.person_id) == card.person_id)
    await session.exec(sa.delete(ForumCard).where(earlier))
    session.add(card)


async def turn_to(session: AsyncSession, forum_id: int, person_id: int, page: int) -> None:
    """The person looks at another page of their live card."""
    its_own = (col(ForumCard.forum_id) == forum_id) & (col(ForumCard.person_id) == person_id)
    await session.exec(sa.update(ForumCard).where(its_own).values(page=page))


async def readers(session: AsyncSession, forum_id: int) -> list[tuple[ForumCard, Somebody]]:
    """The live cards of those who are in the Office still."""
    is_in_office = sa.exists().where(
        col(Membership.person_id) == ForumCard.person_id,
        col(Membership.role) == Role.OFFICE,
        col(Membership.ended_at).is_(None),
    )
    statement = (
        select(ForumCard, Person)
        .join(Person, col(Person.id) == ForumCard.person_id)
        .where(ForumCard.forum_id == forum_id, is_in_office)
        .order_by(col(ForumCard.letter_id))
    )
    return [(card, person) for card, person in (await session.exec(statement)).all()]
