"""The numbers that pages need; a function of the parameters, which stand above, gives them."""

from datetime import timedelta
from typing import cast

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

FORM_HOURS = "faces.forms.hours"
"""Hours after which a form's token is too old."""
DRAFT_HOURS = "faces.drafts.hours"
"""Hours that what was typed waits for a new sign-in."""
DRAFTS_TOTAL = "faces.drafts.total"
"""How many drafts wait at once; beyond it a page keeps the words itself."""
POSTS_SECONDS = "faces.posts.seconds"
"""The window in which public posts are counted."""
POSTS_NETWORK = "faces.posts.network"
"""Public posts of one network in a window."""
POSTS_TOTAL = "faces.posts.total"
"""Public posts of all together in a window."""
TRIES_SECONDS = "faces.tries.seconds"
"""The window in which wrong tries of a look-up code are counted."""
TRIES_NETWORK = "faces.tries.network"
"""Wrong tries of one network in a window."""
NOTICE_SECONDS = "faces.notices.seconds"
"""Seconds for which an address may carry a notice to the next public page."""


def limit(key: str) -> int:
    """Give today's number, from the function that the settings name as ``LIMITS``."""
    number = import_string(settings.LIMITS)
    return cast(int, number(key, on=timezone.localdate()))


def hours(key: str) -> timedelta:
    """Give today's number of hours as a span."""
    return timedelta(hours=limit(key))
