"""The pages that are read: conversations, reports, certificates; and files from one's own screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from aiohttp import web

from simulator.errors import NotAllowedError, NotFoundError, UsageError
from simulator.report.certificate import as_page
from simulator.report.document import Document
from simulator.reporting import own_report, shared_report, team_document
from simulator.retelling import own_conversation, shared_conversation
from simulator.store.history import History
from simulator.training import Workshop
from simulator.web.guard import site_of
from simulator.web.pages import page, person_of, signed_in
from simulator.web.signins import SignedIn

Reader = Callable[[Workshop, str], Document]
T = TypeVar("T")
ROUTES = web.RouteTableDef()


@ROUTES.get("/conversations/{id}")
async def conversation(request: web.Request) -> web.Response:
    """A finished conversation of one's own."""
    who = signed_in(request)
    return await _told(request, who, own_conversation)


@ROUTES.get("/shared/{id}")
async def shared(request: web.Request) -> web.Response:
    """A conversation that another person shared."""
    who = signed_in(request)
    return await _told(request, who, shared_conversation)


async def _told(request: web.Request, who: SignedIn, read: Reader) -> web.Response:
    name = request.match_info["id"]
    try:
        found = await _asked(request, who, lambda workshop: read(workshop, _whole(name)))
    except (NotFoundError, NotAllowedError):
        raise web.HTTPNotFound(text="There is no such conversation, or it isn't shared with you.") from None
    return page(request, "site_document.html.j2", who=who, document=found)


def _whole(attempt_id: str) -> str:
    """An id that may be looked for; what can't be one is not there."""
    if not re.fullmatch(r"[0-9a-f-]{36}", attempt_id):
        raise NotFoundError("conversation", attempt_id, ())
    return attempt_id


@ROUTES.get("/certificate/{id}")
async def certificate(request: web.Request) -> web.Response:
    """What an exam shows, of one's own or one that one may see, to print."""
    who, name = signed_in(request), request.match_info["id"]

    def made(workshop: Workshop) -> str:
        return as_page(workshop.examined(_whole(name)), workshop.library)

    try:
        text = await _asked(request, who, made)
    except UsageError:
        raise web.HTTPNotFound(text="There is no such exam, or there is no certificate of it for you.") from None
    return web.Response(text=text, content_type="text/html", charset="utf-8")


@ROUTES.get("/report")
async def report(request: web.Request) -> web.Response:
    """One's own progress, with everything that is private."""
    return await _reported(request, own_report)


@ROUTES.get("/report/team")
async def team(request: web.Request) -> web.Response:
    """Who needs what, for trainers and QA leads."""
    return await _reported(request, team_document)


@ROUTES.get("/report/person/{name}")
async def person(request: web.Request) -> web.Response:
    """What somebody else shared, as a report on their progress."""
    name = request.match_info["name"]
    return await _reported(request, lambda workshop: shared_report(workshop, name))


async def _reported(request: web.Request, make: Callable[[Workshop], Document]) -> web.Response:
    who = signed_in(request)
    try:
        found = await _asked(request, who, make)
    except NotFoundError:
        raise web.HTTPNotFound(text="There is nobody of that name among those who share with you.") from None
    return page(request, "site_document.html.j2", who=who, document=found)


async def _asked(request: web.Request, who: SignedIn, make: Callable[[Workshop], T]) -> T:
    """Make something of the history as the person who is signed in, with their own settings."""
    site = site_of(request)

    def made(history: History) -> T:
        with Workshop(site.folders, home=site.home_of(history.access.person or ""), history=history) as workshop:
            return make(workshop)

    return await site.ask(who, made)


@ROUTES.get("/download/{key}", allow_head=False)  # who only asks for its headers would use it up
async def download(request: web.Request) -> web.Response:
    """A file from one's own open screen, once."""
    who = signed_in(request)
    file = await site_of(request).screens.downloads.file(request.match_info["key"], await person_of(request, who))
    if file is None:
        raise web.HTTPNotFound(text="There is no such file any more. Export it again.")
    named = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return web.Response(body=file.content, content_type=file.kind, charset="utf-8", headers=named)
