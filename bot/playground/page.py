"""The phones of a world in a browser: what is on them as events over a WebSocket, what is done with them back."""

import asyncio
import contextlib
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

from aiohttp import WSMsgType, web

from bot.playground.hands import DeedError, do
from bot.playground.things import Change, Chat, Json, Message, Query
from bot.playground.world import World

log = logging.getLogger(__name__)

WEB = Path(__file__).parent / "web"
NEWEST = 50
"""So many messages of a phone are shown at first, and so many older ones at a time."""
PORT = 8080
LARGEST = 32 * 1024 * 1024
GATHER = 0.02
"""Seconds in which changes gather for one frame."""


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Director(Protocol):
    """Who stages the world knows more than a Telegram does: the clock, a tour, how to begin anew."""

    def show(self) -> Json:
        """What the page shows of it beside the phones."""

    async def direct(self, what: str) -> None:
        """Do something that the page offers."""


class Page:
    """One world in any number of browsers. The world may be changed for another."""

    def __init__(self, world: World, director: Director | None = None) -> None:
        self._director = director
        self._visitors: set[_Visitor] = set()
        self._deeds: set[asyncio.Task[None]] = set()
        self.world = world
        world.watchers.append(self._changed)

    def turn_to(self, world: World) -> None:
        """Show another world from now on."""
        self.world.watchers.remove(self._changed)
        self.world = world
        world.watchers.append(self._changed)
        self._tell(("world",), None)

    def show_changed(self) -> None:
        """The director shows something else."""
        self._tell(("show",), None)

    def application(self, *, is_public: bool = False) -> web.Application:
        """The page's own routes."""
        app = web.Application(middlewares=[_not_for_other_pages] if is_public else [_not_for_other_pages, _only_here])
        app.router.add_get("/", self._index)
        app.router.add_get("/page/live", self._live)
        app.router.add_get("/page/files/{file}", self._file)
        app.router.add_static("/page/", WEB)
        return app

    # --- what is asked over HTTP ----------------------------------------------------------------------

    async def _index(self, _request: web.Request) -> web.StreamResponse:
        return web.FileResponse(WEB / "index.html", headers={"Cache-Control": "no-cache"})

    async def _file(self, request: web.Request) -> web.Response:
        file = self.world.files.get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound
        is_shown = file.mime.startswith(("image/png", "image/jpeg", "image/webp", "image/gif", "audio/", "video/"))
        headers = {
            "Content-Type": file.mime if is_shown else "application/octet-stream",
            "Content-Disposition": f"{'inline' if is_shown else 'attachment'}; filename*=UTF-8''{quote(file.name)}",
            "X-Content-Type-Options": "nosniff",
        }
        return web.Response(body=file.data, headers=headers)

    async def _live(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=LARGEST, heartbeat=20)
        await socket.prepare(request)
        visitor = _Visitor(self, socket)
        self._visitors.add(visitor)
        telling = asyncio.create_task(visitor.tell())
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._begin(visitor, frame.data)
        finally:
            self._visitors.discard(visitor)
            telling.cancel()
            await asyncio.wait([telling])
        return socket

    # --- what is done with the phones -----------------------------------------------------------------

    def _begin(self, visitor: "_Visitor", frame: str) -> None:
        """Deeds are begun in their order; none waits for the bot to have answered the one before."""
        deed = asyncio.create_task(self._do(visitor, frame))
        self._deeds.add(deed)
        deed.add_done_callback(self._deeds.discard)

    async def _do(self, visitor: "_Visitor", frame: str) -> None:
        asked: Any = None
        try:
            asked = json.loads(frame)
            match asked:
                case {"do": "direct", "what": str(what)} if self._director is not None:
                    await self._director.direct(what)
                case {"do": "older", "who": int(who), "before": int(before)}:
                    visitor.note(("older", who, before), None)
                case _:
                    await do(self.world, asked)
        except (DeedError, ValueError) as error:
            hands = asked.get("who") if isinstance(asked, dict) else None
            visitor.note(("refused", hands, str(error)), None)
        except Exception:
            log.exception("what the page asked for has failed")

    # --- what has changed -----------------------------------------------------------------------------

    def _changed(self, change: Change) -> None:
        if change.chat.is_private:
            message_id = change.message.id if change.message is not None else 0
            query = change.query.id if change.query is not None else ""
            self._tell((change.kind, change.chat.id, message_id, query), change)

    def _tell(self, what: tuple[Any, ...], change: Change | None) -> None:
        for visitor in self._visitors:
            visitor.note(what, change)

    def events(self, noted: Iterable[tuple[tuple[Any, ...], Change | None]]) -> list[Json]:
        """What was noted, as the page takes it, in the state of this moment."""
        return [self._event(what, change) for what, change in noted]

    def _event(self, what: tuple[Any, ...], change: Change | None) -> Json:
        if change is not None:
            return _change_event(self.world, change)
        match what:
            case ("older", who, before):
                chat = self.world.chats.get(who)
                older = [m for m in chat.messages.values() if m.id < before] if chat is not None else []
                return {"on": "older", "chat": who, **_newest(older)}
            case ("refused", who, text):
                return {"on": "refused", "who": who, "text": text}
            case ("show",):
                return {"on": "show", "show": self._show()}
        chats = [chat for chat in self.world.chats.values() if chat.is_private]
        return {
            "on": "world",
            "bot": {"name": self.world.name, "username": self.world.username},
            "people": [_person(self.world, chat) for chat in chats],
            "show": self._show(),
        }

    def _show(self) -> Json | None:
        return self._director.show() if self._director is not None else None


class _Visitor:
    """A browser: what it has to be told, the newest state of each thing once."""

    def __init__(self, page: Page, socket: web.WebSocketResponse) -> None:
        self._page = page
        self._socket = socket
        self._noted: dict[tuple[Any, ...], Change | None] = {("world",): None}
        self._is_news = asyncio.Event()
        self._is_news.set()

    def note(self, what: tuple[Any, ...], change: Change | None) -> None:
        """Something has to be told soon."""
        if what == ("world",):
            self._noted.clear()
        self._noted[what] = change
        self._is_news.set()

    async def tell(self) -> None:
        """Tell it as fast as the browser takes it."""
        while True:
            await self._is_news.wait()
            await asyncio.sleep(GATHER)
            self._is_news.clear()
            noted, self._noted = self._noted, {}
            with contextlib.suppress(ConnectionError):
                await self._socket.send_str(json.dumps(self._page.events(noted.items()), ensure_ascii=False))


def _change_event(world: World, change: Change) -> Json:
    chat, message = change.chat, change.message
    match change.kind:
        case "message" if message is not None and message.id in chat.messages:
            return {"on": "message", "chat": chat.id, "message": _message(message)}
        case "message" | "deleted":
            return {"on": "deleted", "chat": chat.id, "id": message.id if message is not None else 0}
        case "answer" if change.query is not None:
            return {"on": "toast", "chat": chat.id, **_answer(change.query)}
        case "person":
            return {"on": "person", "person": _person(world, chat)}
        case "phone":
            return {"on": "phone", "chat": chat.id, "phone": _phone(world, chat)}
        case _:
            return {"on": "typing", "chat": chat.id}


def _answer(query: Query) -> Json:
    answer = query.answer or {}
    told = {"text": answer.get("text", ""), "alert": bool(answer.get("show_alert"))}
    return told | {"message": query.message.id, "data": query.data}


def _person(world: World, chat: Chat) -> Json:
    (user,) = chat.members.values()
    phone = _phone(world, chat) | _newest(list(chat.messages.values()))
    return {"id": user.id, "name": user.name, "language": user.language_code or "", "phone": phone}


def _phone(world: World, chat: Chat) -> Json:
    (user,) = chat.members.values()
    return {
        "bot": chat.bot,
        "keyboard": chat.keyboard,
        "asksReply": chat.asks_reply.id if chat.asks_reply is not None else None,
        "menu": world.profile.commands_for(chat, user.id, user.language_code or ""),
    }


def _newest(messages: list[Message]) -> Json:
    return {"messages": [_message(message) for message in messages[-NEWEST:]], "older": len(messages) > NEWEST}


def _message(message: Message) -> Json:
    """A message as a phone has it: whether it came without a sound the bot is not told."""
    return message.json() | {"silent": message.silent}


@web.middleware
async def _not_for_other_pages(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Pages of others, open in the same browser, may not act here."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden(text="this playground is not for other pages")
    return await handler(request)


@web.middleware
async def _only_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Nor may they under a name of their own that leads to this machine."""
    if not is_loopback(urlsplit(f"//{request.host}").hostname or ""):
        raise web.HTTPForbidden(text="this playground is for this machine alone")
    return await handler(request)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@asynccontextmanager
async def show(page: Page, host: str, port: int | None = None, *, is_public: bool = False) -> AsyncIterator[str]:
    """Put the page on the network; its address. Without a port: 8080, or a free one. OSError where it is taken."""
    runner = web.AppRunner(page.application(is_public=is_public), access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, PORT if port is None else port).start()
        except OSError as error:
            if port is not None:
                raise OSError(f"--host, --port: {host}:{port} cannot be served: {error.strerror}") from None
            await web.TCPSite(runner, host, 0).start()
        yield f"http://{host}:{runner.addresses[0][1]}/"
    finally:
        await runner.cleanup()
