"""The command line in a process that kills itself with SIGKILL once so many pieces of a job are handed in (0: never).

python -m tests.fire.dying PIECES COMMAND …
"""

import os
import signal
import sys

from bot.command_line import main
from bot.conversation.outgoing import Outgoing

if __name__ == "__main__":
    die_at, real = int(sys.argv[1]), Outgoing.hand_in

    async def hand_in(self: Outgoing) -> None:
        """Do it, and perhaps die."""
        global die_at
        await real(self)
        die_at -= 1
        if die_at == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    Outgoing.hand_in = hand_in  # type: ignore[method-assign]  # from outside
    sys.exit(main(sys.argv[2:]))
