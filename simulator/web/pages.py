"""The pages: signing in and out, what is mine, what others shared, the practice screen."""

from __future__ import annotations

import asyncio
import logging
from math import ceil
from pathlib import Path
from typing import Any

from aiohttp import web
from msgspec import Struct

from simulator.errors import HistoryError, NotAllowedError, SimulatorError
from simulator.report.page import render
from simulator.store.history import History
from simulator.store.records import Summary
from simulator.store.team_records import Assignment, SharedSummary
from simulator.training import Workshop
from simulator.web.guard import Handler, address, cookie_name, form_of, is_ours, set_cookie, site_of, visitor
from simulator.web.signins import LONGEST, SignedIn

LOG = logging.getLogger("simulator.web")
LISTED = 50
"""Conversations that a page lists."""
KNOWN = "-browser"
"""The cookie by which a browser is known that was signed in before (web.limits)."""
REMEMBERED = 30 * 86400.0
"""Seconds for which a browser keeps it."""
ROUTES = web.RouteTableDef()


def page(request: web.Request, template: str, *, status: int = 200, **given: Any) -> web.Response:
    """A page from its template; every text in it is escaped."""
    text = render(template, site_of(request).library, **given)
    return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")


async def mistake(request: web.Request, error: web.HTTPException) -> web.Response:
    """A page that says what went wrong, and one thing to do."""
    who = visitor(request)
    words = error.text if error.text and not error.text.startswith(str(error.status)) else "There is no such page."
    answer = page(request, "site_mistake.html.j2", status=error.status, who=who, words=words)
    if "Retry-After" in error.headers:
        answer.headers["Retry-After"] = error.headers["Retry-After"]
    return answer


def signed_in(request: web.Request) -> SignedIn:
    """Who sends the request.

    Raises:
        HTTPFound: nobody is signed in; the sign-in page comes first.

    """
    who = visitor(request)
    if who is not None:
        return who
    if site_of(request).place.trusted_header:
        raise web.HTTPForbidden(text="The proxy in front of this site named nobody. Sign in there first.")
    raise web.HTTPFound("/sign-in")


@ROUTES.get("/sign-in")
async def sign_in_page(request: web.Request) -> web.Response:
    """The form that asks for name and password."""
    if visitor(request) is not None:
        raise web.HTTPFound("/")
    return page(request, "site_sign_in.html.j2", who=None, name="", fault="")


@ROUTES.post("/sign-in")
async def sign_in(request: web.Request) -> web.Response:
    """Sign in; a wrong name and a wrong password are told in the same words."""
    site, form, where = site_of(request), await form_of(request), address(request)
    if site.place.trusted_header:
        raise web.HTTPForbidden(text="People sign in at the proxy in front of this site.")
    name, password = form.get("name", "").strip(), form.get("password", "")
    browser = request.cookies.get(cookie_name(request, KNOWN), "")
    wait = site.wait(name, where, browser)
    if wait > 0:
        seconds = ceil(wait)
        fault = f"Too many wrong passwords. Try again in {seconds} second{'' if seconds == 1 else 's'}."
        answer = page(request, "site_sign_in.html.j2", status=429, who=None, name=name, fault=fault)
        answer.headers["Retry-After"] = str(seconds)
        return answer
    entered = await site.signed_in(name, password, where, browser)
    if entered is None:
        fault = "This name and password don't belong together. Who forgot theirs asks a QA lead for a new one."
        return page(request, "site_sign_in.html.j2", status=403, who=None, name=name, fault=fault)
    await site.sign_out(request.cookies.get(cookie_name(request), ""))  # who was signed in here before
    answer = web.Response(status=303, headers={"Location": "/"})
    set_cookie(answer, request, entered.token, seconds=LONGEST)
    set_cookie(answer, request, entered.browser, seconds=REMEMBERED, what=KNOWN)
    return answer


@ROUTES.post("/sign-out")
async def sign_out(request: web.Request) -> web.Response:
    """Sign out; the screens that were opened with this sign-in end."""
    await form_of(request, signed_in(request))
    await site_of(request).sign_out(request.cookies.get(cookie_name(request), ""))
    answer = web.Response(status=303, headers={"Location": "/sign-in"})
    answer.del_cookie(cookie_name(request), path="/", secure=site_of(request).place.encrypted, httponly=True)
    return answer


@ROUTES.get("/")
async def home(request: web.Request) -> web.Response:
    """What one can do here: practise, read one's conversations, and for trainers those of their teams."""
    who = signed_in(request)
    found = await site_of(request).ask(who, _home)
    titles = await asyncio.to_thread(_titles, site_of(request).folders) if found.asked else {}
    return page(request, "site_home.html.j2", who=who, found=found, titles=titles)


class Found(Struct, frozen=True):
    """What the first page shows: what is asked of one, one's own conversations, those of others, and one's role."""

    asked: tuple[Assignment, ...]
    mine: tuple[Summary, ...]
    others: tuple[SharedSummary, ...]
    role: str


def _home(history: History) -> Found:
    role = next((item.role for item in history.team.people() if item.id == history.access.person), "trainee")
    others = history.shared.attempts(limit=LISTED) if role != "trainee" else ()
    asked = tuple(row for row in history.team.assignments() if row.open)
    return Found(asked, history.attempts(finished=True, limit=LISTED), others, role)


def _titles(folders: tuple[Path, ...]) -> dict[str, str]:
    """The titles of scenarios and pathways by id; what has none is shown by its id."""
    workshop = Workshop(folders)
    ways = {way.id: way.title for way in workshop.pathways()[0]}
    return ways | {card.id: card.title for card in workshop.cards()[0]}


@ROUTES.get("/practice")
async def practice(request: web.Request) -> web.Response:
    """The practice screen."""
    who = signed_in(request)
    why = site_of(request).screens.full(await person_of(request, who))
    if why:
        raise web.HTTPServiceUnavailable(text=why, headers={"Retry-After": "60"})
    return page(request, "site_screen.html.j2", who=who, socket=_socket(request))


@ROUTES.get("/screen")
async def screen(request: web.Request) -> web.StreamResponse:
    """What the practice screen talks to; only for pages of this server."""
    who = visitor(request)
    if who is None or not is_ours(request):
        raise web.HTTPForbidden(text="Sign in first, and open the practice screen from there.")
    site, person = site_of(request), await person_of(request, who)
    why = site.screens.full(person)
    if why:
        raise web.HTTPServiceUnavailable(text=why)
    return await site.screens.show(request, person, who, lambda: visitor(request) is not None)


async def person_of(request: web.Request, who: SignedIn) -> str:
    """The id of who is signed in.

    Raises:
        HTTPForbidden: they are not, or no longer, in the history.

    """
    try:
        return await site_of(request).ask(who, lambda history: history.access.person or "")
    except NotAllowedError:
        raise web.HTTPForbidden(
            text=f"{who.name} is not among the people of this site. A QA lead can add them."
        ) from None


def _socket(request: web.Request) -> str:
    place = site_of(request).place
    host = place.proxy.partition("://")[2].rstrip("/") or request.host
    return f"{'wss' if place.encrypted else 'ws'}://{host}/screen"


@web.middleware
async def told(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What the program can't do now is said on a page, in its one line."""
    try:
        answer = await handler(request)
    except NotAllowedError as error:
        raise web.HTTPForbidden(text=str(error)) from None
    except HistoryError as error:
        LOG.error("%s", error)  # noqa: TRY400 - one line; where the history is, is nothing for visitors
        raise web.HTTPServiceUnavailable(text="The history can't be reached now. Try again in a minute.") from None
    except SimulatorError as error:
        raise web.HTTPServiceUnavailable(text=str(error)) from None
    return answer
