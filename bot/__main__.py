"""``obwarzanek``, as a package that is installed, and ``python -m bot``."""

import gc
import sys


def main() -> int:
    """Do what the command line says."""
    # what is imported stays: to look through it for garbage meanwhile would take a sixth of the start
    gc.disable()
    from bot import command_line

    gc.freeze()
    gc.enable()
    return command_line.main()


if __name__ == "__main__":
    sys.exit(main())
