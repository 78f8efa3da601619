"""The library's HTTP on pyreqwest, in a fraction of the processor time of its default; and calls past its objects."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import PyreqwestError, RequestTimeoutError
from pyreqwest.multipart import FormBuilder, PartBuilder
from pyreqwest.request import RequestBuilder
from telegram import Bot
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

CONNECT = timedelta(seconds=10)
READ, FILE = 20.0, 60.0


async def call(bot: Bot, method: str, arguments: dict[str, Any]) -> Any:
    """Call the Bot API, by the library's name of the method; the result is JSON.

    Raises what the library raises. It spares the library's objects for arguments and result, which cost more than the
    call; the Bot API does not tell ``sendmessage`` from ``sendMessage``.
    """
    data = RequestData([RequestParameter(name, value, None) for name, value in arguments.items()])
    return await bot.request.post(f"{bot.base_url}/{method.replace('_', '')}", data)


class Transport(BaseRequest):
    """What the library's Bot speaks HTTP through. Durations are seconds."""

    def __init__(self) -> None:
        self._client: Client | None = None

    @property
    def read_timeout(self) -> float:
        """How long an answer is waited for unless told otherwise."""
        return READ

    async def initialize(self) -> None:
        """Open the connections' pool."""
        if self._client is None:
            self._client = ClientBuilder().user_agent(self.USER_AGENT).connect_timeout(CONNECT).build()

    async def shutdown(self) -> None:
        """Close all connections."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request; TimedOut and NetworkError as the library expects them."""
        if self._client is None:
            raise RuntimeError("the transport is not initialized")
        has_files = request_data is not None and request_data.contains_files
        usual = FILE if has_files else READ
        wait = usual if isinstance(read_timeout, DefaultValue) or read_timeout is None else read_timeout
        request = _with_body(self._client.request(method, url), request_data).timeout(timedelta(seconds=wait))
        try:
            answer = await request.build().send()
            return HTTPStatus(answer.status), bytes(await answer.bytes())
        except RequestTimeoutError as error:
            raise TimedOut from error
        except PyreqwestError as error:
            # its message names the address, and the address has the token in it
            raise NetworkError(type(error).__name__) from None


def _with_body(request: RequestBuilder, data: RequestData | None) -> RequestBuilder:
    if data is None:
        return request
    if not data.contains_files:
        return request.body_json(data.parameters)
    form = FormBuilder()
    for name, value in data.json_parameters.items():
        form = form.text(name, value)
    for name, (filename, content, kind) in (data.multipart_data or {}).items():
        part = PartBuilder.from_bytes(content if isinstance(content, bytes) else content.read())
        form = form.part(name, part.file_name(filename).mime(kind))
    return request.multipart(form)
