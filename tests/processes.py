"""Processes of the bot that do not have to read its code first: each is the copy of one that has done so.

They are processes all the same, with an environment, a folder, files and connections of their own, and can be killed.
What reading the code itself does (its time, its memory, what is on the disk) is shown with ``python -m bot``.
"""

import asyncio
import multiprocessing
import os
import runpy
import signal
import sys
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

_READY = multiprocessing.get_context("forkserver")
_READY.set_forkserver_preload(["tests.preloaded"])


class Process:
    """``python -m module …``, as asyncio's own; it is told what is in a file, and what it says is added to files."""

    def __init__(
        self,
        module: str,
        *arguments: str,
        env: Mapping[str, str],
        cwd: Path | None = None,
        told: Path | str = os.devnull,
        out: Path | str = os.devnull,
        errors: Path | str = os.devnull,
    ) -> None:
        self._files = str(out), str(errors)
        self._ended: asyncio.Future[int] | None = None
        folder = str(cwd or Path.cwd())
        # what a failed test leaves behind ends with the tests
        given = module, arguments, dict(env), folder, str(told), *self._files
        self._process = _READY.Process(target=_be, args=given, daemon=True)
        self._process.start()

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid or 0

    @property
    def returncode(self) -> int | None:
        """Its exit code, or the signal that killed it, negative; None while it runs."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Let it have a signal, if it is there."""
        if self.returncode is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        """Its exit code, once it has ended; several may wait."""
        if self._ended is None:
            self._ended = asyncio.get_running_loop().create_future()
            asyncio.get_running_loop().add_reader(self._process.sentinel, self._has_ended, self._ended)
        return await asyncio.shield(self._ended)

    def _has_ended(self, ended: asyncio.Future[int]) -> None:
        asyncio.get_running_loop().remove_reader(self._process.sentinel)
        self._process.join()
        if not ended.done():
            ended.set_result(self._process.exitcode or 0)

    async def communicate(self) -> tuple[bytes, bytes]:
        """What it has said, once it has ended: output and errors."""
        await self.wait()
        out, errors = (Path(file).read_bytes() if file != os.devnull else b"" for file in self._files)
        return out, errors


def three_at_once(*job: str, on: str) -> list[Process]:
    """``python -m bot job …`` on this database, three times."""
    env = {**os.environ, "BOT_TOKEN": "110:local", "DATABASE_URL": on}
    return [Process("bot", "job", *job, env=env) for _ in range(3)]


CALLED = """\
#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/{port} 4>&1
echo $$ >&3
read -r -u 3 pid
trap 'kill $pid' TERM
read -r -u 3 code
exit $code
"""


@asynccontextmanager
async def command(file: Path) -> AsyncIterator[None]:
    """Until the block ends the file is ``obwarzanek``: what its caller has (folder, environment, files) is its own.

    Those that are left then are killed.
    """
    begun: list[Process] = []

    async def called(reader: StreamReader, writer: StreamWriter) -> None:
        caller = Path("/proc", (await reader.readline()).decode().strip())
        _, _, *arguments = _words(caller / "cmdline")
        env = dict(word.split("=", 1) for word in _words(caller / "environ"))
        # while it says its number, its output is where that goes
        told, out, errors = (caller / "fd" / str(number) for number in (0, 4, 2))
        process = Process("bot", *arguments, env=env, cwd=caller / "cwd", told=told, out=out, errors=errors)
        begun.append(process)
        writer.write(b"%d\n" % process.pid)
        writer.write(b"%d\n" % await process.wait())
        writer.close()
        await writer.wait_closed()

    async with asyncio.TaskGroup() as calls:
        server = await asyncio.start_server(lambda *ends: calls.create_task(called(*ends)), "127.0.0.1", 0)
        file.write_text(CALLED.format(port=server.sockets[0].getsockname()[1]), encoding="utf-8")
        file.chmod(0o755)
        try:
            yield
        finally:
            server.close()
            for process in begun:
                process.kill()


def _words(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").split("\0")[:-1]


def _be(
    module: str, arguments: tuple[str, ...], env: dict[str, str], cwd: str, told: str, out: str, errors: str
) -> None:
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    os.dup2(os.open(told, os.O_RDONLY), 0)
    for number, file in (1, out), (2, errors):
        os.dup2(os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 (for as long as it lives)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 (so is this)
    sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115 (so is this)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
