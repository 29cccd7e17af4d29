"""One declaration for every action: its key, its words in the key line, its palette entry and its place in the help."""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding


class Action(NamedTuple):
    """An action of a page: ``name`` is the method ``action_<name>`` there; ``keys`` are Textual's, comma-separated.

    ``label`` stands in the key line, ``short`` replaces it where the line is narrow, ``words`` explain it in the
    palette and in the help. ``listed`` is False for what is obvious on the screen.
    """

    name: str
    keys: str
    shown_key: str
    label: str
    words: str
    short: str = ""
    listed: bool = True
    priority: bool = False


HELP = Action("help", "f1", "F1", "help", "Explain this screen and its keys", priority=True)
BACK = Action("back", "escape", "Esc", "back", "Go back one step; nothing you wrote is lost")

ACTIONS: dict[str, tuple[Action, ...]] = {
    "app": (
        Action(
            "command_palette",
            "ctrl+p",
            "^P",
            "all actions",
            "Search in everything you can do here",
            "all",
            priority=True,
        ),
        Action("leave", "ctrl+c,ctrl+q", "^C", "leave", "Save what you wrote and leave", listed=False, priority=True),
    ),
    "welcome": (
        Action("begin", "enter", "Enter", "begin", "Meet the first customer"),
        HELP,
    ),
    "home": (
        Action("choose", "enter", "Enter", "start", "Do what the row under the cursor says"),
        Action("library", "l", "L", "all customers", "Choose a customer of the library", "customers"),
        Action("skills", "k", "K", "skills", "All your skills, with their ranges and what has changed"),
        Action("history", "h", "H", "history", "What you have practised so far, with its curves"),
        Action("settings", "s", "S", "settings", "Clock, hints, curve, content, colours, keys"),
        HELP,
        Action("back", "escape", "Esc", "stay", "You are at the beginning; ^C leaves", listed=False),
    ),
    "skills": (
        Action("turn_page(1)", "pagedown,space", "PgDn", "more", "Read on"),
        BACK,
        HELP,
        Action("turn_page(-1)", "pageup", "PgUp", "read back", "Read back", listed=False),
    ),
    "library": (
        Action("choose", "enter", "Enter", "practise", "Practise with the customer under the cursor", "start"),
        Action("search", "slash", "/", "search", "Search in titles, reasons and skills"),
        Action("filters", "f", "F", "filters", "Show only a channel, a reason or how hot it is"),
        Action("history", "h", "H", "history", "What you have practised so far, with its curves"),
        Action("settings", "s", "S", "settings", "Clock, hints, curve, content, colours, keys", "settings"),
        HELP,
        Action("back", "escape", "Esc", "back", "Clear the search and the filters, then go back", listed=False),
    ),
    "warning": (
        Action("accept", "enter", "Enter", "go on", "Start this conversation"),
        BACK,
        HELP,
    ),
    "asked": (
        Action("accept", "enter", "Enter", "begin", "Begin the conversation that was asked for"),
        BACK,
        HELP,
    ),
    "exam": (
        Action("accept", "enter", "Enter", "take the exam", "Start the exam, as it was announced"),
        BACK,
        HELP,
    ),
    "practice": (
        Action("send", "ctrl+enter,ctrl+s", "^S", "send", "Send your reply (Ctrl+Enter too)", priority=True),
        Action("hint", "f2", "F2", "hint", "What would help now", priority=True),
        Action(
            "meant",
            "f3",
            "F3",
            "not what I meant",
            "Correct what was heard, and replay the turn",
            "misheard",
            priority=True,
        ),
        Action(
            "case", "f4", "F4", "case/policy", "Case, policy, knowledge and prepared answers", "case", priority=True
        ),
        Action("turn_page(1)", "pagedown", "PgDn", "read on", "Read on in the case", listed=False),
        Action("turn_page(-1)", "pageup", "PgUp", "read back", "Read back in the case", listed=False),
        Action("pause", "f5", "F5", "pause", "Pause the clock, or let it go on", "pause", priority=True),
        Action("curve", "f6", "F6", "hide curve", "Hide or show how the customer feels", "curve", priority=True),
        Action("skip", "f7", "F7", "hear it all", "Show the customer's whole message at once", "all", priority=True),
        Action(
            "finish", "f8", "F8", "end with ticket", "End the conversation and write its ticket", "end", priority=True
        ),
        Action(
            "numbers",
            "f9",
            "F9",
            "numbers",
            "Show or hide the numbers of the curve",
            listed=False,
            priority=True,
        ),
        Action(
            "stop",
            "f10",
            "F10",
            "stop, keep nothing",
            "Stop now: no score, no ending, no record",
            "stop",
            priority=True,
        ),
        HELP,
        Action("back", "escape", "Esc", "library", "Leave the conversation open and go back", listed=False),
    ),
    "meant": (
        Action("tick", "space", "Space", "tick", "Pick the move under the cursor, or drop it (Enter too)"),
        Action(
            "accept", "ctrl+s,ctrl+enter", "^S", "replay the turn", "Replay the turn with what you meant", priority=True
        ),
        BACK,
    ),
    "card": (
        Action("accept", "ctrl+s,ctrl+enter", "^S", "say it", "Say this as the customer", priority=True),
        Action("back", "escape", "Esc", "as suggested", "Say what is suggested", priority=True),
        Action("turn_page(1)", "pagedown,down", "PgDn", "read on", "Read on in the card"),
        Action("turn_page(-1)", "pageup,up", "PgUp", "read back", "Read back in the card", listed=False),
    ),
    "ticket": (
        Action(
            "accept",
            "ctrl+s,ctrl+enter",
            "^S",
            "close the ticket",
            "Close the ticket and see what happened",
            priority=True,
        ),
        Action(
            "without", "ctrl+n", "^N", "without a ticket", "See what happened without writing a ticket", priority=True
        ),
        BACK,
        HELP,
    ),
    "debrief": (
        Action(
            "retry",
            "enter",
            "Enter",
            "retry from the turn",
            "Play again from the chosen turn; this curve stays as a ghost",
            "retry",
        ),
        Action("details", "d", "D", "details", "Every mark with your words, every movement of the curve"),
        Action("again", "r", "R", "from the start", "Meet the same customer again", "again"),
        Action("share", "s", "S", "share", "Share this conversation with your trainer, or take it back"),
        Action("dispute", "x", "X", "dispute a mark", "Ask a QA lead to look at a mark again", "dispute"),
        Action("turn_page(1)", "pagedown,space", "PgDn", "more", "Read on"),
        BACK,
        HELP,
        Action("export", "e", "E", "export", "Write this conversation to a file", listed=False),
        Action("choose(-1)", "up", "↑", "reply before", "Choose the reply before", listed=False),
        Action("choose(1)", "down", "↓", "next reply", "Choose the next reply", listed=False),
        Action("turn_page(-1)", "pageup", "PgUp", "read back", "Read back", listed=False),
    ),
    "history": (
        Action("choose", "enter", "Enter", "read", "Read what happened in that conversation", "read"),
        Action("mark", "space", "Space", "mark", "Mark a conversation to compare it"),
        Action("compare", "c", "C", "compare two", "Show two marked conversations side by side", "compare"),
        Action("search", "slash", "/", "search", "Search in the titles of your conversations"),
        Action("filters", "f", "F", "filters", "Show only a channel, an ending, exams, what is shared"),
        Action("share", "s", "S", "share", "Share the conversation with your trainer, or take it back"),
        BACK,
        HELP,
        Action("export", "e", "E", "export", "Write the conversation to a file", listed=False),
    ),
    "compare": (
        Action("turn_page(1)", "pagedown,space", "PgDn", "more", "Read on"),
        BACK,
        HELP,
        Action("turn_page(-1)", "pageup", "PgUp", "read back", "Read back", listed=False),
    ),
    "export": (
        Action("choose", "enter", "Enter", "write it", "Write the file in the form under the cursor"),
        BACK,
    ),
    "dispute": (
        Action("accept", "enter", "Enter", "go on", "Choose the mark; in the reason, send it", priority=True),
        BACK,
        HELP,
    ),
    "settings": (
        Action("back", "escape,ctrl+s", "Esc", "save and go back", "Save the settings and go back", priority=True),
        HELP,
    ),
    "preview": (
        Action("send", "ctrl+s,ctrl+enter", "^S", "send", "Send the reply", priority=True),
        Action("engine", "f2", "F2", "engine", "Show or hide what the engine sees: mood, facts, steps, moves"),
        Action("source", "f3", "F3", "source", "Go to the text; the arrow keys scroll it", "text"),
        Action("problem", "f4", "F4", "problems", "Go to the problems; the arrow keys show the line of each", "errors"),
        Action(
            "back_one",
            "f5",
            "F5",
            "take back",
            "Take the last reply back, and play on from there",
            "undo",
            priority=True,
        ),
        Action("restart", "f6", "F6", "restart", "Play from the beginning", "new", priority=True),
        Action(
            "golden", "f7", "F7", "golden play", "Play the next golden play of the file here", "golden", priority=True
        ),
        Action("back", "escape", "Esc", "leave", "Back to the reply; from there, leave", priority=True),
        HELP,
    ),
    "review": (
        Action(
            "settle('confirmed')", "c", "C", "confirm", "The finding is right: it takes effect in the report", "yes"
        ),
        Action("settle('rejected')", "r", "R", "reject", "The finding is wrong: it is listed no more", "no"),
        Action("settle('skipped')", "s", "S", "skip", "Leave the finding undecided, and go on"),
        Action("mark(0)", "0", "0-4", "mark", "Your mark for the criterion, 0 to 4; then the next criterion"),
        Action("reason", "w", "W", "reason", "Say why; with a reason, your mark overrules the software's"),
        Action("move(1)", "n", "N", "next", "The next of the list (P: the one before)"),
        Action("turn_list", "tab", "Tab", "list", "Findings, random sample, risk list: they never mix"),
        Action(
            "evidence", "question_mark", "?", "evidence", "Show or hide the words the software's marks rest on", "why"
        ),
        Action("back", "escape", "Esc", "leave", "Leave; everything you judged is kept"),
        HELP,
        *(
            Action(f"mark({points})", str(points), str(points), "mark", f"The mark {points}", listed=False)
            for points in (1, 2, 3, 4)
        ),
        Action("mark_none", "minus", "-", "no mark", "Nothing here can be marked by this criterion", listed=False),
        Action("take_back", "backspace", "⌫", "take back", "Take your mark back, and what it overruled", listed=False),
        Action("move(-1)", "p", "P", "before", "The one before in the list", listed=False),
        Action("turn_rubric", "b", "B", "rubric", "The criteria of the next rubric", listed=False),
        Action("choose(-1)", "up", "↑", "up", "The criterion before", listed=False),
        Action("choose(1)", "down", "↓", "down", "The next criterion", listed=False),
        Action("turn_page(1)", "pagedown,space", "PgDn", "more", "Read on", listed=False),
        Action("turn_page(-1)", "pageup", "PgUp", "read back", "Read back", listed=False),
    ),
    "reason": (
        Action("accept", "enter", "Enter", "keep", "Keep the reason", priority=True),
        Action("back", "escape", "Esc", "back", "Go back without a reason", priority=True),
    ),
    "confirm": (),
    "help": (BACK,),
}
"""Page -> its actions, in the order of the key line. ``app`` holds what works everywhere."""


def _either_case(keys: str) -> str:
    """Keys with the capital beside each letter: the key line shows capitals, and Caps Lock types them."""
    every = keys.split(",")
    return ",".join((*every, *(key.upper() for key in every if len(key) == 1 and key.islower())))


def bindings(page: str) -> list[Binding]:
    """The page's key bindings, letters in both cases. They stay out of Textual's footer: the key line shows them."""
    return [
        Binding(
            _either_case(action.keys),
            action.name,
            action.words,
            show=False,
            priority=action.priority,
            tooltip=action.words,
        )
        for action in ACTIONS[page]
    ]
