"""Serves HTTP: the webhook, and for monitoring /healthz, /readyz and /metrics."""

import asyncio
import contextlib
import math
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import sqlalchemy as sa
import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlmodel.ext.asyncio.session import AsyncSession
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.console import TroubleError
from bot.ops.backup import newest_at
from bot.ops.leadership import Leadership
from bot.settings import Settings
from bot.telemetry import meters
from bot.updates.webhook import Webhook
from models.calendar import Clock
from models.database import AWAY, Database
from models.db.trouble import Trouble
from models.mail import inbox, outbox
from models.people import unreachable

HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1_000_000
"""Most bytes of a push: ten times the largest update."""
ANSWERS_WITHIN = 2.0
"""Seconds after which a database that has not answered counts as away."""


def application(
    settings: Settings, database: Database, duty: Leadership, clock: Clock, webhook: Webhook, telegram: Trouble
) -> Starlette:
    """Make the web application; without BOT_WEBHOOK_URL it takes no updates. ``telegram``: the trouble with it."""

    async def alive(_request: Request) -> Response:
        if database.pulse.is_stuck:
            return PlainTextResponse("stuck: nothing that was begun has ended for long", status_code=503)
        return PlainTextResponse("alive")

    async def ready(_request: Request) -> Response:
        try:
            async with asyncio.timeout(ANSWERS_WITHIN), database.engine.connect() as connection:
                await connection.execute(sa.text("SELECT 1"))
        except (*AWAY, TimeoutError):
            return PlainTextResponse("the database does not answer", status_code=503)
        if database.trouble.reason is not None:
            return PlainTextResponse(f"trouble with the database: {database.trouble.reason}", status_code=503)
        if telegram.is_grave:
            return PlainTextResponse(f"trouble with Telegram: {telegram.reason}", status_code=503)
        return PlainTextResponse("on duty" if duty.on.is_set() else "standing by")

    async def metrics(_request: Request) -> Response:
        meters.ON_DUTY.set(duty.on.is_set())
        meters.REFUSED.set(telegram.is_grave)
        if settings.backups is not None:
            made_at = await asyncio.to_thread(newest_at, settings.backups[1])
            meters.LAST_BACKUP.set(math.nan if made_at is None else made_at)
        try:
            async with asyncio.timeout(ANSWERS_WITHIN), database.looking() as session:
                await _look(session, clock)
        except (*AWAY, TimeoutError):
            for gauge in (meters.UNHANDLED, meters.UNREACHABLE, meters.WAITING, meters.OLDEST):
                gauge.set(math.nan)
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    async def take(request: Request) -> Response:
        if not webhook.is_known(request.headers.get(HEADER, "")):
            return Response(status_code=403)
        if database.is_sqlite and not duty.on.is_set():
            # SQLite has one process at a time
            return Response(status_code=503)
        content = bytearray()
        try:
            async for chunk in request.stream():
                content += chunk
                if len(content) > LARGEST:
                    return Response(status_code=413)
        except ClientDisconnect:
            return Response(status_code=400)
        verdict = await webhook.take(bytes(content))
        headers = None if verdict.again_in is None else {"Retry-After": str(verdict.again_in)}
        return Response(status_code=verdict.status, headers=headers)

    routes = [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", metrics)]
    if settings.bot_webhook_url:
        path = urlsplit(settings.bot_webhook_url).path or "/"
        routes.append(Route(path, take, methods=["POST"]))
    return Starlette(routes=routes)


async def _look(session: AsyncSession, clock: Clock) -> None:
    """Set the gauges that only the database knows."""
    now = clock.now()
    owed = await outbox.backlog(session, now=now, working_since=clock.working_since(now))
    meters.WAITING.set(owed.letters)
    meters.OLDEST.set(owed.waited(now).total_seconds())
    meters.UNHANDLED.set((await inbox.left(session)).count)
    meters.UNREACHABLE.set(await unreachable.count(session))


class _Server(uvicorn.Server):
    """A server that leaves signals to the bot, which stops all its parts itself."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(app: Starlette, host: str, port: int) -> AsyncIterator[asyncio.Task[None]]:
    """Serve until the block ends, then answer the requests under way. TroubleError if the port is taken.

    Yields the task, so that the caller can notice its failure.
    """
    try:
        listening = socket.create_server((host, port), reuse_port=False)
    except OSError as error:
        raise TroubleError(
            f"HTTP_HOST, HTTP_PORT: {host}:{port} cannot be served: {error.strerror}",
            f"HTTP_HOST, HTTP_PORT: nie można zająć {host}:{port}: {error.strerror}",
        ) from None
    config = uvicorn.Config(
        app, log_config=None, log_level="warning", access_log=False, lifespan="off", timeout_graceful_shutdown=3
    )
    server = _Server(config)
    work = asyncio.create_task(server.serve(sockets=[listening]), name="web")
    try:
        yield work
    finally:
        server.should_exit = True
        await work
        listening.close()
