"""The unit's reply and the citizen's word on it, one live of each in a round."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lianxin.consultation.matters.models.matter import Matter
from lianxin.consultation.matters.rules.states import Answer, Grade
from lianxin.foundation.audit.models import Record


class Reply(Record):
    """A reply: held for some minutes, then sent; its words are a wording of the same seq."""

    add_rank: ClassVar[int] = 50
    change_rank: ClassVar[int] = 30

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="replies")
    round = models.PositiveSmallIntegerField()
    seq = models.PositiveIntegerField()
    held_until = models.DateTimeField()
    recalled_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        """One live reply in a round; what was sent cannot be recalled."""

        constraints = (
            models.UniqueConstraint(
                fields=["matter", "round"],
                condition=Q(recalled_at__isnull=True),
                name="reply_one_live",
            ),
            models.CheckConstraint(
                name="reply_sent_or_recalled",
                condition=Q(recalled_at__isnull=True) | Q(sent_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        """Give matter and round."""
        return f"{self.matter_id}/{self.round}"


class Confirmation(Record):
    """What the citizen says of a round; a later word replaces the live one and both stay."""

    add_rank: ClassVar[int] = 50
    change_rank: ClassVar[int] = 30

    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="confirmations")
    round = models.PositiveSmallIntegerField()
    seq = models.PositiveIntegerField()
    answer = models.CharField(max_length=10, blank=True, choices=[(a, a) for a in Answer])
    grade = models.CharField(max_length=20, blank=True, choices=[(g, g) for g in Grade])
    via = models.CharField(max_length=20)
    replaced = models.BooleanField(default=False)

    class Meta:
        """One live confirmation in a round."""

        constraints = (
            models.UniqueConstraint(
                fields=["matter", "round"],
                condition=Q(replaced=False),
                name="confirmation_one_live",
            ),
        )

    def __str__(self) -> str:
        """Give matter, round and answer."""
        return f"{self.matter_id}/{self.round}/{self.answer}"
