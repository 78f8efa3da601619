"""kill -9 in mid-flight: no effect lost or doubled, no message lost, at most those in flight doubled (rules 1, 2)."""

import asyncio
import os
import random
import sys
from asyncio.subprocess import Process
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr
from sqlmodel import select

from bot import app
from bot.playground import Person, World, serve
from bot.settings import Settings
from models import person
from models.commune import all_communes
from models.database import Database
from models.inbox import InboxUpdate
from models.outbox import Letter, State
from models.right import Role

KILLS = 8
PEOPLE = 8
COMMANDS = 12


async def start(environment: dict[str, str]) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment, stderr=asyncio.subprocess.DEVNULL
    )


async def test_killed_at_random_instants(tmp_path: Path) -> None:
    chance = random.Random(48)  # noqa: S311

    async def nothing() -> None:
        """People do not wait for the bot."""

    world = World(settle=nothing)
    settings = Settings(_env_file=None, bot_token=SecretStr(world.token), database_url=f"sqlite:///{tmp_path}/bot.db")
    database = await app.prepare(settings)
    crowd = [Person(world, f"Osoba{number}") for number in range(PEOPLE)]
    async with database.transaction() as session:
        home = (await all_communes(session))[0]
        for somebody in crowd:
            world.let_in(somebody.user)
            row = await person.add_person(
                session, telegram_id=somebody.id, name=somebody.user.name, language="pl", now=datetime.now(UTC)
            )
            await person.join(session, row, role=Role.SPECIALIST, commune_id=home.id, now=datetime.now(UTC))
    async with serve(world) as server:
        environment = {
            **os.environ,
            "BOT_TOKEN": world.token,
            "BOT_API_URL": server.url,
            "DATABASE_URL": settings.database_url,
        }
        bot = await start(environment)
        talking = asyncio.create_task(talk(crowd, chance))
        for _ in range(KILLS):
            await asyncio.sleep(chance.uniform(0.9, 1.6))
            bot.kill()
            await bot.wait()
            bot = await start(environment)
        await talking
        await until_all_is_said(database, world)
        bot.terminate()
        await bot.wait()
    async with database.transaction() as session:
        updates = (await session.exec(select(InboxUpdate))).all()
        letters = (await session.exec(select(Letter))).all()
    await database.close()
    assert len(updates) == PEOPLE * COMMANDS
    assert all(update.handled_at is not None and update.failure is None for update in updates)
    assert {letter.state for letter in letters} == {State.SENT}
    answers = Counter(somebody.id for somebody in crowd for m in somebody.messages if "Menu" in m.text)
    doubled = sum(answers.values()) - PEOPLE * COMMANDS
    print(f"{KILLS} kills, {sum(answers.values())} answers to {PEOPLE * COMMANDS} commands, {doubled} doubled")  # noqa: T201
    assert all(answers[somebody.id] >= COMMANDS for somebody in crowd), "an answer was lost"
    assert len(letters) == PEOPLE * COMMANDS, "an update had an effect twice"
    assert doubled <= KILLS * PEOPLE


async def talk(crowd: list[Person], chance: random.Random) -> None:
    for _ in range(COMMANDS):
        for somebody in crowd:
            await somebody.say("/menu")
            await asyncio.sleep(chance.uniform(0, 0.15))


async def until_all_is_said(database: Database, world: World) -> None:
    async with asyncio.timeout(60):
        while True:
            await asyncio.sleep(0.2)
            async with database.transaction() as session:
                updates = (await session.exec(select(InboxUpdate))).all()
                letters = (await session.exec(select(Letter).where(Letter.state == State.QUEUED))).all()
            waiting = [update for update in updates if update.handled_at is None]
            if not (world.updates.pending or waiting or letters) and len(updates) == PEOPLE * COMMANDS:
                return
