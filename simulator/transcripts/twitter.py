"""X (Twitter): tables of customer support tweets, joined by what they answer, and archives of direct messages."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from simulator.conversation import Kind, Speaker, Transcript
from simulator.transcripts.assembling import guarded, joined
from simulator.transcripts.building import Said, finished
from simulator.transcripts.fields import attachment, first, ident, listed, part
from simulator.transcripts.importer import Importer, by_records, confidence, found_in
from simulator.transcripts.mapping import Mapping
from simulator.transcripts.people import People
from simulator.transcripts.records import Form, Item, Quarantined, Record, Sample
from simulator.transcripts.shapes import Shape, fold
from simulator.transcripts.source import Source
from simulator.transcripts.spool import Spool
from simulator.transcripts.times import moment
from simulator.transcripts.tweet_threads import Threads
from simulator.transcripts.wording import truth, worded, words

TWEET = Shape("tweet", "tweetid authorid text", "inbound createdat responsetweetid inresponsetotweetid", 2)
MESSAGES = (
    Shape("post", "id createdat user", "idstr inreplytostatusid inreplytouserid favoritecount retweetcount entities", 1,
          "messages role", test=lambda value: "screenname" in fold(value["user"])
                                              and not {"text", "fulltext"}.isdisjoint(value)),
    Shape("post", "id createdat fulltext", "idstr inreplytostatusid favoritecount retweetcount displaytextrange", 2),
    Shape("sent", "messagecreate createdtimestamp", "id type", 1),
    Shape("direct", "dmconversationid id", "eventtype text senderid createdat participantids attachments", 2),
    Shape("post", "id text authorid conversationid", "createdat inreplytouserid referencedtweets", 1),
    Shape("messages", "dmconversation"),
    Shape("messages", "conversationid messages", "", 0, "role",
          test=lambda value: any({"messagecreate", "joinconversation", "participantsjoin"} & one.keys()
                                 for one in listed(value.get("messages")))),
)  # fmt: skip
_INITIALS = re.compile(r"(?:\^|\s[-/*~]\s?|\s\*)([A-Z][A-Za-z]{0,2})(?:\s+\d/\d)?(?:\s+https?://\S+)*\s*$")
_TWEET_ID = re.compile(r"\btweet[ _-]?id\b", re.IGNORECASE)
BROKEN = "the thread is broken: it answers a tweet that is not in the file"


def recognise(sample: Sample) -> float | None:
    """Sure where a table has tweets with their answers."""
    return confidence(sample.pieces, (TWEET,))


def read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    """The threads of the tweets of all files; a first reading joins ids, a second one takes the words."""
    people, threads, spool = People(mapping), Threads(), Spool()
    for source in sources:
        for record in found_in(source, (TWEET,), "tweets"):
            if isinstance(record, Record) and record.kind:
                threads.add(ident(record.value, "tweetid"), _others(record.value))
    threads.settle()
    for source in sources:
        for record in found_in(source, (TWEET,), "tweets"):
            if isinstance(record, Quarantined):
                yield record
            else:
                spool.add(threads.root(ident(record.value, "tweetid")), record)
    for _, records in spool.groups():
        yield from guarded(records[0], _thread, records, people)


def _others(tweet: dict[str, Any]) -> list[str]:
    """The ids of tweets that a tweet answers, and that answer it."""
    found = f"{words(tweet.get('inresponsetotweetid'))},{words(tweet.get('responsetweetid'))}"
    return [one.removesuffix(".0") for one in re.split(r"[,\s\[\]'\"]+", found) if one.removesuffix(".0").isdigit()]


def _thread(records: list[Record], people: People) -> Transcript:
    ids = {ident(record.value, "tweetid") for record in records}
    answered = {words(record.value.get("inresponsetotweetid")).removesuffix(".0") for record in records} - {""}
    opening = min(records, key=lambda record: _order(record.value, people))
    header = Transcript(
        id=ident(opening.value, "tweetid"),
        system="twitter",
        channel="social",
        source=opening.source,
        warnings=(BROKEN,) if answered - ids else (),
    )
    return finished(header, [_tweet(record.value, people) for record in records])


def _order(tweet: dict[str, Any], people: People) -> tuple[float, str]:
    when = moment(tweet.get("createdat"), zone=people.mapping.zone, order=people.mapping.date_order)
    return (when.when if when else math.inf, ident(tweet, "tweetid"))


def _tweet(tweet: dict[str, Any], people: People) -> Said:
    inbound = truth(tweet.get("inbound"))
    told = None if inbound is None else Speaker.CUSTOMER if inbound else Speaker.AGENT
    author = ident(tweet, "authorid")
    text = unescape(worded(tweet.get("text")))
    whose = people.who(author, said=told, name=author)
    name = author
    if whose is Speaker.AGENT and (signed := _INITIALS.search(text)):
        author, name = f"{author} ^{signed[1]}", f"{author} ^{signed[1]}"
    when = moment(tweet.get("createdat"), zone=people.mapping.zone, order=people.mapping.date_order)
    return Said(text, whose, author, name, when, id=ident(tweet, "tweetid"))


def _conversation(record: Record, people: People) -> Transcript:
    value = part(record.value, "dmconversation") or record.value
    said = []
    for message in listed(value.get("messages")):
        created = part(message, "messagecreate")
        if not created:
            said += [_happened(name, fold(value)) for name, value in message.items() if isinstance(value, dict)]
            continue
        author = ident(created, "senderid")
        text = unescape(worded(created.get("text")))
        if not text and created.get("mediaurls"):
            text = attachment("a file")
        when = moment(created.get("createdat"), naive_utc=True)
        said.append(Said(text, people.who(author, name=author), author, author, when, id=ident(created, "id")))
    header = Transcript(id=ident(value, "conversationid"), system="twitter", channel="social", source=record.source)
    return finished(header, said)


def _happened(name: str, value: dict[str, Any]) -> Said:
    """What else happens in a conversation: somebody joins or leaves."""
    return Said(name, Speaker.SYSTEM, when=moment(value.get("createdat"), naive_utc=True), kind=Kind.EVENT)


def _of(record: Record) -> str:
    """The conversation of a post or a message; without its id, posts of one file are joined by what they answer."""
    if record.kind == "sent":
        created = part(record.value, "messagecreate")
        return "-".join(sorted((ident(created, "senderid"), ident(part(created, "target"), "recipientid"))))
    if record.kind == "direct":
        return ident(record.value, "dmconversationid")
    return ident(record.value, "conversationid") if record.kind == "post" else record.source


def _posts(key: str, records: list[Record], people: People) -> list[Transcript]:
    """Conversations: of direct messages, or of posts as the programming interfaces give them."""
    if records[0].kind == "messages":
        return [_conversation(records[0], people)]
    values = [_as_tweet(_sent(record.value) if record.kind == "sent" else record.value) for record in records]
    if records[0].kind in {"direct", "sent"}:
        header = Transcript(id=key, system="twitter", channel="messaging", source=records[0].source)
        return [finished(header, [_tweet(value, people) for value in values])]
    found: dict[str, list[dict[str, Any]]] = {}
    threads = Threads()
    for value in () if key else values:
        threads.add(ident(value, "tweetid"), _others(value))
    threads.settle()
    for value in values:
        found.setdefault(key or threads.root(ident(value, "tweetid")), []).append(value)
    return [
        finished(
            Transcript(id=name, system="twitter", channel="social", source=records[0].source),
            [_tweet(value, people) for value in posts],
        )
        for name, posts in found.items()
    ]


def _sent(value: dict[str, Any]) -> dict[str, Any]:
    """A direct message of the older programming interface under the names of the newer."""
    created = part(value, "messagecreate")
    text = part(created, "messagedata").get("text")
    return {**created, "id": value.get("id"), "text": text, "createdat": value.get("createdtimestamp")}


def _as_tweet(post: dict[str, Any]) -> dict[str, Any]:
    """A post of either programming interface under the names of the tables."""
    user = part(post, "user")
    return {
        "tweetid": ident(post, "idstr", "id"),
        "authorid": ident(post, "authorid", "senderid") or ident(user, "screenname", "idstr", "id"),
        "text": first(post, "fulltext", "text"),
        "createdat": post.get("createdat"),
        "inresponsetotweetid": ident(post, "inreplytostatusidstr", "inreplytostatusid"),
    }


_ARCHIVE = by_records("twitter", "X direct messages", MESSAGES, joined(_of, _posts))


def _recognise(sample: Sample) -> float | None:
    if sample.form is Form.CSV:
        return recognise(sample)
    if sample.form is Form.JSON and "YTD." in sample.text[:100] and "dmConversation" in sample.text:
        return 0.95
    return max(recognise(sample) or 0.0, _ARCHIVE.recognise(sample) or 0.0) or None


def _read(sources: Sequence[Source], mapping: Mapping) -> Iterator[Item]:
    tables = [source for source in sources if _TWEET_ID.search(source.beginning[:20_000])]
    archives = [source for source in sources if source not in tables]
    if tables:
        yield from read(tables, mapping)
    if archives:
        yield from _ARCHIVE.read(archives, mapping)


IMPORTER = Importer(
    "twitter",
    "X (Twitter)",
    _recognise,
    _read,
    told="inbound is true for customers; direct messages give account numbers only, which a mapping must tell",
)
