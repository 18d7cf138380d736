"""Where the frozen program starts: the same place as ``handover`` in an environment.

The bootloader of a frozen program points the system's loader at the libraries that are shipped. Programs that Handover
starts, such as the viewer of a stored copy, must find the system's own again, so the way is put back before anything
else is imported.
"""

from __future__ import annotations

import os


def give_back_the_loader_path() -> None:
    """Let programs that are started from here see the loader path of the user, not that of the frozen program."""
    kept = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if kept is not None:
        os.environ["LD_LIBRARY_PATH"] = kept
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    if os.environ.pop("HANDOVER_READS_APART", None):
        from exchange.apart_reader import main as read_one_document

        read_one_document()
    elif os.environ.pop("HANDOVER_COMPARES_APART", None):
        from db.lines_apart import main as compute_lines

        compute_lines()
    else:
        give_back_the_loader_path()
        from desktop.__main__ import main

        main()
