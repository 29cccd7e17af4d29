"""How the records of Zendesk look: tickets, comments, people, updates and what web hooks tell."""

from __future__ import annotations

from typing import Any

from simulator.conversation import Speaker
from simulator.transcripts.shapes import Shape

ROLES = {"end-user": Speaker.CUSTOMER, "agent": Speaker.AGENT, "admin": Speaker.AGENT, "owner": Speaker.AGENT}
"""``role`` of a user -> whose words."""
_OF_USERS = (
    "locale timezone suspended verified restrictedagent ticketrestriction moderator onlyprivatecomments shared "
    "sharedagent organizationid signature twofactorauthenabled"
)
"""Keys that only users of this system have."""


def _is_user(value: dict[str, Any]) -> bool:
    return str(value.get("role")).lower() in ROLES


SHAPES = (
    Shape(
        "ticket",
        "id",
        "requesterid submitterid assigneeid ticketformid brandid rawsubject hasincidents allowchannelback followupids "
        "collaboratorids emailccids problemid satisfactionrating customfields satisfactionprobability",
        2,
        "responderid descriptiontext frescalated ticketid htmlbody",
        test=lambda value: "subject" in value or "description" in value or "requesterid" in value,
    ),
    Shape(
        "comment",
        "public",
        "body htmlbody plainbody authorid userid auditid ticketid type facebookcomment voicecomment attachments via",
        3,
        "fromagent bodytext incoming conversationmessage",
        test=lambda value: "body" in value or "htmlbody" in value or "plainbody" in value or "auditid" in value,
    ),
    Shape(
        "user",
        "id role",
        f"email name {_OF_USERS}",
        1,
        "requesterid body text",
        test=lambda value: _is_user(value) and (
            str(value["role"]).lower() == "end-user" or not value.keys().isdisjoint(_OF_USERS.split())),
    ),
    Shape("person", "id role", "email name", 1, "requesterid body text", test=_is_user),
    Shape("occasion", "detail event", "zendeskeventversion accountid subject time", 2,
          test=lambda value: str(value.get("type")).startswith("zen:event-type:ticket")),
    Shape("audit", "events ticketid", "authorid metadata via createdat", 2),
    Shape("ticket_event", "childevents", "ticketid timestamp updaterid eventtype via system createdat", 2),
    Shape("rating", "score ticketid", "requesterid assigneeid groupid reason", 2, "body"),
    Shape("side", "previewtext participants", "ticketid state stateupdatedat messageaddedat", 2),
)  # fmt: skip
TABLES = (
    Shape("ticket", "ticketid requesterid", "subject description assigneeid submitterid status groupid viachannel", 2,
          "body", test=lambda value: "subject" in value or "description" in value),
)  # fmt: skip
PEOPLE = tuple(shape for shape in SHAPES if shape.kind in {"user", "person"})
