"""What a handler gets of a row of the outbox, and how often a failed thing is tried."""

from dataclasses import dataclass

from django.utils import timezone

from lianxin.foundation.notices import rules
from lianxin.foundation.parameters import queries as parameters


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """One thing to tell: topic, about which record, which event of it, and to whom."""

    topic: str
    about: str
    seq: int
    recipient: str

    @property
    def dedupe(self) -> str:
        """Give the text that is the same for the same thing to tell."""
        return f"{self.about}:{self.seq}:{self.topic}:{self.recipient}"


def patience() -> rules.Patience:
    """Give how often a failed thing is tried today, and the waits between."""
    today = timezone.localdate()
    return rules.Patience(
        tries=parameters.number("notices.attempts", on=today),
        first=parameters.number("notices.pause.first", on=today),
        factor=parameters.number("notices.pause.factor", on=today),
        longest=parameters.number("notices.pause.longest", on=today),
    )
