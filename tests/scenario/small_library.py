"""A whole library in a few lines, for tests that break one thing at a time."""

from __future__ import annotations

from pathlib import Path

from simulator.library import Library
from simulator.scenario.model import ACTS, BANDS

SCENARIO = """\
format: 1
id: small
version: 3
title: A small case
summary: A mug arrived broken.
language: en
channel: whatsapp
difficulty: 2
minutes: 4
reason: damaged
stage: after_sale
skills: [listening]
warnings: [strong language]
jargon: [SKU]
move_to_private: true

persona:
  preset: hot_head
  voice: blunt
  name: Ada Lund
  address: Ms Lund
  matters: very much
  because: it was a gift
  story: Collects mugs.
  wants: A whole mug.
  abusive: heeds
  curve: {hostility: 70, walk_turns: 4, noise: 0.1}

shop: corner
now: 2026-11-04 10:02

case:
  customer: {since: 2019, orders: 3, email: ada@example.com, phone: 0046 18 555, place: Uppsala, preferences: [tea]}
  orders:
    - id: 48213
      date: 26 October
      items: [{name: mug, price: 12.50, quantity: 2}]
      total: 25
      currency: EUR
      status: Delivered.
      notes: [packed by hand]
  earlier: [no contact]
  stakes: [gift, mug]

facts:
  handle: {text: the handle is off, when: asked}
  gift: {text: it was for her father, when: explored}
  two: both mugs are blue

topics:
  damage:
    answer: The handle of the {order.item} is off.
    reveals: [handle]
  colour:
    title: the colour
    asks: [what colour, which colour is it]
    answer: [Blue., "Both are blue, {agent}."]
    reveals: [two, gift]
  photo: I have one.

resolutions:
  - id: new_mug
    does: replacement
    title: a new mug
    fit: 1
    said: [[mug, cup], new]
    needs: [handle]
    authority: agent
    limit: 30
    within: 1 day 12 hours
    steps:
      - offer
      - id: wrap
        title: wraps it
        said: [[wrap, paper]]
        asks: Will you wrap it?
    accept: Yes, {proposal}, please.
  - id: money
    does: refund
    title: the money
    fit: 0.4
    reject: [I want a mug., "Not {proposal}."]

opening:
  bot:
    - [bot, How can I help?]
    - [customer, A human please.]
  messages: [My mug is broken!, Both handles!]

lines:
  vent:
    angry: [It was a gift!]
    any: Really now.
  insist: And my {order.item}?
  answer:
    calm: "{answer} That is all."
  abuse:
    strong: Damn you.

ticket: {category: damage, priority: high, root_cause: packing, prevented_by: paper, owner: warehouse}

events:
  - id: next_day
    when: {exchange: 2, step: new_mug/offer, promise: true}
    skip: 24 hours
    promise: broken
    channel: email
    note: A day later.
    says: Still nothing!

plays:
  - name: listens
    replies:
      - I am sorry, Ms Lund.
      - {text: A new mug is on its way., delay_s: 20}
    expect:
      ending: RESOLVED
      phase: PROBLEM_SOLVING
      phases: [SLOW_DOWN, COOL_DOWN]
      end_hostility: [0, 35]
      peak_hostility: [60, 90.5]
      scores: {kindness: [50, 100]}
"""
SHOP = """\
format: 1
id: corner
name: The Corner
about: Mugs.
tone: Short.
hours: {mon-thu: "09:00-17:30", fri: "09:00-12:00", sun: "20:00-24:00"}
authority:
  refund: {up_to: 50, percent: 20}
  replacement: agent
  goodwill: supervisor
escalation: [{id: boss, title: The boss, text: Ask her.}]
policies: [{id: returns, title: Returns, text: 30 days.}]
knowledge: [{id: mugs, title: Mugs, text: They break.}]
macros: [{id: hello, title: Hello, text: "Hello {name}!"}]
jargon: [SKU]
banned: [calm down]
categories: [damage, delivery]
root_causes: [packing, courier]
"""
TOPICS = "damage: {title: the damage}\nphoto: {title: a photo}\ntracking: {title: the tracking}\n"
FAMILIES = "".join(f"{name}: {{title: {name}, offers: offers it}}\n" for name in ("refund", "replacement", "goodwill"))
STEPS = "offer: {title: offers}\ndeadline: {title: gives a time}\n"
LANGUAGE = "language: en\nwords: {parcel: [parcel, box], courier: [courier]}\n"
RUBRIC = "id: kindness\n"


def voice(name: str = "blunt") -> str:
    """A complete voice: one line for every act and band."""
    lines = [f"format: 1\nid: {name}\ntitle: Blunt\nlines:\n"]
    for act in ACTS:
        lines.append(f"  {act}:\n")
        for band in ("mild", "strong") if act == "abuse" else BANDS:
            text = '"{answer}"' if act == "answer" else f"{act} in {band}"
            lines.append(f"    {band}: [{text}]\n")
    return "".join(lines)


def library(folder: Path, **files: str) -> Library:
    """The small library in a folder; ``files`` replace its files by name (scenario, shop, voice, topics, ...)."""
    texts = {
        "scenario": SCENARIO,
        "shop": SHOP,
        "voice": voice(),
        "topics": TOPICS,
        "families": FAMILIES,
        "steps": STEPS,
        "language": LANGUAGE,
    } | files
    places = {"scenario": "pots/small", "shop": "policies/corner", "voice": "voices/blunt"}
    for name, text in texts.items():
        path = folder / "scenarios" / f"{places.get(name, f'shared/{name}')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    rubric = folder / "rubrics" / "kindness.yaml"
    rubric.parent.mkdir(exist_ok=True)
    rubric.write_text(RUBRIC, encoding="utf-8")
    return Library([folder])
