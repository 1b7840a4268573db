"""Headers on every answer, trusted proxies alone, and a limit on what a request may carry."""

from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address
from typing import TypeAlias

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

Answer: TypeAlias = Callable[[HttpRequest], HttpResponseBase]

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "connect-src 'self'; form-action 'self'; manifest-src 'self'; "
    "worker-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
POLICY_HEADER = "Content-Security-Policy"
HEADERS = {
    POLICY_HEADER: CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), microphone=(), payment=(), usb=()",
}
TRANSPORT_HEADER = ("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST")
FORWARDED_OTHERS = ("HTTP_X_FORWARDED_PORT", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


class HeadersMiddleware:
    """Sets the constant headers; an answer made from personal data is never stored."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the next step."""
        self.get_response = get_response
        self.headers = dict([*HEADERS.items(), TRANSPORT_HEADER] if secure() else HEADERS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then set every header; an answer can add a policy, which browsers obey too."""
        response = self.get_response(request)
        own = response.headers.get(POLICY_HEADER)
        for name, value in self.headers.items():
            response.headers[name] = value
        if own:
            response.headers[POLICY_HEADER] = f"{CONTENT_POLICY}, {own}"
        if not request.path.startswith(settings.STATIC_URL or "/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def secure() -> bool:
    """Say whether people reach the pages over TLS."""
    return settings.ORIGIN.startswith("https://")


def trusted(address: str) -> bool:
    """Say whether an address is one of the city's own proxies."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in settings.PROXIES)


class ProxyMiddleware:
    """Takes address and scheme from headers of trusted proxies, and drops anyone else's."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Put the caller's address into REMOTE_ADDR before anything reads it."""
        given = {name: request.META.pop(name, "") for name in (*FORWARDED, *FORWARDED_OTHERS)}
        remote = str(request.META.get("REMOTE_ADDR", ""))
        if trusted(remote):
            hops = [hop.strip() for hop in given["HTTP_X_FORWARDED_FOR"].split(",")]
            outside = [hop for hop in hops if hop and not trusted(hop)]
            request.META["REMOTE_ADDR"] = outside[-1] if outside else remote
            if given["HTTP_X_FORWARDED_PROTO"] == "https":
                request.META["wsgi.url_scheme"] = "https"
        return self.get_response(request)


class BodyLimitMiddleware:
    """Refuses a body or headers above the technical ceilings before anything reads them."""

    def __init__(self, get_response: Answer) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer 413 or 431 by a page, else go on."""
        headers = sum(len(v) for k, v in request.META.items() if k.startswith("HTTP_"))
        if headers > settings.HEADERS_LIMIT:
            status = HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            return render(request, "400.html", status=status)
        many = request.content_type == "multipart/form-data"
        limit = settings.UPLOAD_LIMIT if many else settings.BODY_LIMIT
        if length(request) > limit:
            return render(request, "413.html", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return self.get_response(request)


def length(request: HttpRequest) -> int:
    """Return how many bytes the body is said to have; Django reads no more than that."""
    given = str(request.META.get("CONTENT_LENGTH", ""))
    return int(given) if given.isascii() and given.isdigit() else 0
