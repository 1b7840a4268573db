"""What a receipt promises."""

from lianxin.consultation.matters.models import Matter
from lianxin.foundation.clock import queries as clock
from lianxin.foundation.faces.dates import due_text


def told_who_by(number: str) -> str:
    """Give by when the citizen is told who handles the matter."""
    registered_at = Matter.objects.values_list("registered_at", flat=True).get(number=number)
    limit = clock.limit("matters.windows.told_who", on=clock.local_day(registered_at))
    return due_text(clock.calendar().deadline(registered_at, limit).at)
