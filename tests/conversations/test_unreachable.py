"""Who can't be reached: they alone, and since the first refusal."""

from datetime import UTC, datetime, timedelta

from models.mail.sender import who_is
from models.people import unreachable
from models.people.permission import Role
from tests.conftest import Town
from tests.rows import certain

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


async def since(town: Town, telegram_id: int) -> datetime | None:
    async with town.database.transaction() as session:
        known = certain(await who_is(session, telegram_id))
    return known.person.unreachable_since


async def test_only_who_refused_is_marked_and_the_first_refusal_is_kept(town: Town) -> None:
    anna = await town.meets("Anna Nowak", Role.COORDINATOR, "Niepołomice")
    jan = await town.meets("Jan Kowalski", Role.OFFICE)
    for later in range(3):
        async with town.database.transaction() as session:
            await unreachable.mark(session, anna.id, now=NOW + timedelta(hours=later))
    assert await since(town, anna.id) == NOW
    assert await since(town, jan.id) is None
