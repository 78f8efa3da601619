"""Ports for a test that must know them before anybody listens there."""

import socket
from contextlib import suppress
from random import SystemRandom

_GIVEN_BY_NOBODY = range(10_000, 30_000)
"""The kernel gives none of these to a connection that is made meanwhile (``ip_local_port_range``)."""
_ahead = iter(SystemRandom().sample(_GIVEN_BY_NOBODY, len(_GIVEN_BY_NOBODY)))


def free_port() -> int:
    """A port that nobody listens on; another one each time."""
    for port in _ahead:
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise RuntimeError("no port is left")
