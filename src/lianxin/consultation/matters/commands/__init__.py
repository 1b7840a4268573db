"""Commands of the room: ``lianxin import``, ``lianxin routes`` and ``lianxin job``."""

import argparse

from lianxin.consultation.matters.commands import importing, job, routes


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands of the room."""
    importing.register(commands)
    routes.register(commands)
    job.register(commands)
