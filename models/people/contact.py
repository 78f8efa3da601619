"""The technical contact, who hears of the bot's own trouble: a person of the Office, or the whole Office."""

from collections.abc import Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from models.people import person as people
from models.people.permission import Role
from models.people.person import Somebody
from models.setting import Setting


async def contact(session: AsyncSession) -> Somebody | None:
    """The technical contact; None (the whole Office) if nobody was chosen or they have left the Office."""
    row = await session.get(Setting, "contact")
    chosen = row.value["person"] if row is not None else None
    office = await people.people(session, roles=(Role.OFFICE,)) if chosen is not None else []
    return next((person for person in office if person.id == chosen), None)


async def set_contact(session: AsyncSession, person_id: int | None) -> None:
    """Make this person the contact; None: the whole Office."""
    await session.merge(Setting(name="contact", value={"person": person_id}))


async def to_be_told(session: AsyncSession) -> Sequence[Somebody]:
    """The people to tell: the contact, or the whole Office if the contact can't be reached."""
    chosen = await contact(session)
    if chosen is not None and chosen.unreachable_since is None:
        return [chosen]
    return await people.people(session, roles=(Role.OFFICE,))
