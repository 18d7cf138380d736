"""``python -m desktop`` is ``handover``."""

from __future__ import annotations

from desktop.command_line import main

if __name__ == "__main__":
    main(prog_name="handover")
