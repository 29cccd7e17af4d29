"""What every request passes: who sends it, whether it comes from our own pages, and the headers of every answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hmac import compare_digest
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

from simulator.web.places import is_loopback
from simulator.web.signins import SignedIn

if TYPE_CHECKING:
    from simulator.web.site import Site

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
SITE: web.AppKey[Site] = web.AppKey("site")
SECRET_HEADER = "X-Simulator-Proxy"  # noqa: S105 - the header's name
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self' {socket}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # not less: browsers then send forms without saying from where
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def site_of(request: web.Request) -> Site:
    """What the pages work with."""
    return request.app[SITE]


def cookie_name(request: web.Request, what: str = "") -> str:
    """The name of a cookie: over TLS one that browsers take from this host alone."""
    return f"{'__Host-' if site_of(request).place.encrypted else ''}simulator{what}"


def set_cookie(answer: web.Response, request: web.Request, value: str, *, seconds: float, what: str = "") -> None:
    """Give the browser a cookie that no script reads, and no other site's form sends."""
    secure = site_of(request).place.encrypted
    given = {"max_age": int(seconds), "httponly": True, "samesite": "Lax", "secure": secure, "path": "/"}
    answer.set_cookie(cookie_name(request, what), value, **given)  # type: ignore[arg-type]


def address(request: web.Request) -> str:
    """Where a request comes from; behind a proxy, as the proxy says."""
    if site_of(request).place.proxy:
        told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        return told or "the proxy"
    return request.remote or ""


def visitor(request: web.Request) -> SignedIn | None:
    """Who sends the request; None where nobody is signed in."""
    site = site_of(request)
    if site.place.trusted_header:
        return _named_by_proxy(request)
    token = request.cookies.get(cookie_name(request), "")
    return site.signins.of(token) if token else None


def _named_by_proxy(request: web.Request) -> SignedIn | None:
    site = site_of(request)
    given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "replace")
    name = request.headers.get(site.place.trusted_header, "").strip()
    if not name or not compare_digest(given, site.place.trusted_secret.encode("utf-8", "replace")):
        return None
    return site.trusted(name)


def is_ours(request: web.Request) -> bool:
    """Whether the request was sent by a page of this server: its origin is the host that it asks."""
    origin = request.headers.get("Origin", "")
    ours = site_of(request).place.proxy or f"//{request.host}"
    try:
        return bool(origin) and urlsplit(origin).netloc.lower() == urlsplit(ours).netloc.lower()
    except ValueError:  # no address at all
        return False


@web.middleware
async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what another site sends, give every answer its headers, and every mistake a page."""
    from simulator.web.pages import mistake

    site = site_of(request)
    try:
        if not _is_asked_by_name(request):
            raise web.HTTPMisdirectedRequest(text="This site has another address. Ask for it by that.")
        if request.method not in {"GET", "HEAD"} and not is_ours(request):
            raise web.HTTPForbidden(
                text="This was not sent from a page of this site. Go back, reload it and try again."
            )
        answer = await handler(request)
    except web.HTTPException as error:
        if error.status >= 400:
            answer = await mistake(request, error)
        else:  # to another page
            answer = web.Response(status=error.status, headers={"Location": error.headers["Location"]})
    if answer.prepared:  # a screen, which has said goodbye already
        return answer
    scheme = "wss" if site.place.encrypted else "ws"
    host = urlsplit(site.place.proxy).netloc or request.host
    socket = f"{scheme}://{host}" if _is_plain(host) else ""
    answer.headers.update(HEADERS)
    answer.headers["Content-Security-Policy"] = POLICY.format(socket=socket).replace(" ;", ";")
    answer.headers.setdefault("Cache-Control", "no-store")
    if site.place.encrypted:
        answer.headers["Strict-Transport-Security"] = "max-age=31536000"
    return answer


def _is_asked_by_name(request: web.Request) -> bool:
    """Whether a browser on this machine asks for this machine: another site's name could be made to lead here, too.

    With TLS the certificate's name says so.
    """
    place = site_of(request).place
    if place.proxy or place.certificate or not is_loopback(place.host):
        return True
    try:
        return is_loopback(urlsplit(f"//{request.host}").hostname or "")
    except ValueError:  # no address at all
        return False


def _is_plain(host: str) -> bool:
    """Whether a host can stand in a header: it comes from the request."""
    return all(sign.isalnum() or sign in ".-:[]" for sign in host)


async def form_of(request: web.Request, who: SignedIn | None = None) -> dict[str, str]:
    """The texts of a form; of somebody signed in, only one that this server gave them.

    Raises:
        HTTPForbidden: it carries no token, or another's.

    """
    sent = await request.post()
    form = {name: value for name, value in sent.items() if isinstance(value, str)}
    if who is not None and not compare_digest(form.get("form", "").encode(), who.form.encode()):
        raise web.HTTPForbidden(text="This page is too old. Go back, reload it and try again.")
    return form
