"""How a person wants pages shown: one cookie ``display`` of fixed values (SECURITY AY1)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import ClassVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

COOKIE = "display"
COOKIE_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Display:
    """Size of letters, contrast, theme and language of a person's pages."""

    size: str = "normal"
    contrast: str = "normal"
    theme: str = "system"
    language: str = "zh-hans"

    VALUES: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "size": ("normal", "large", "larger"),
        "contrast": ("normal", "high"),
        "theme": ("system", "light", "dark"),
        "language": ("zh-hans", "en"),
    }

    @property
    def cookie(self) -> str:
        """Give the value of the cookie: ``large.high.dark.en``."""
        return ".".join(getattr(self, field.name) for field in fields(self))

    def with_choices(self, given: Mapping[str, str]) -> "Display":
        """Give the display with what was chosen; values outside the lists change nothing."""
        chosen = {
            name: given[name]
            for name, allowed in self.VALUES.items()
            if name in given and given[name] in allowed
        }
        return replace(self, **chosen)


def read(cookie: str) -> Display:
    """Read the cookie's value; a part outside the lists counts as not chosen."""
    names = [field.name for field in fields(Display)]
    return Display().with_choices(dict(zip(names, cookie.split("."), strict=False)))


def of(request: HttpRequest) -> Display:
    """Give the display of a request, also before the middleware ran."""
    found = getattr(request, "display", None)
    return found if isinstance(found, Display) else read(request.COOKIES.get(COOKIE, ""))


def keep(response: HttpResponseBase, display: Display) -> None:
    """Set the cookie; it holds nothing that tells one person from another."""
    response.set_cookie(
        COOKIE,
        display.cookie,
        max_age=COOKIE_SECONDS,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )
