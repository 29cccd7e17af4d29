"""What F1 says about each page: five lines, plain words."""

from __future__ import annotations

EXPLANATIONS: dict[str, tuple[str, ...]] = {
    "welcome": (
        "This is a place to practise difficult conversations with customers who write back.",
        "The first customer is calm and takes about three minutes.",
        "Your name is only used to greet you; you can leave it empty.",
        "What you practise stays on this computer and is seen by nobody else.",
        "You can stop at any time; nothing you do here can go wrong.",
    ),
    "library": (
        "Each row is a customer: why they write, on which channel, how hot it gets, how long it takes.",
        "Arrow keys move, Enter starts. Conversations you left open stand on top.",
        "/ searches, F shows only a channel, a reason or how hot it is; Esc clears both.",
        "A row with a content warning shows a page first, where you can still turn back.",
        "H shows what you have practised, S changes clock, hints, colours and keys.",
    ),
    "warning": (
        "This customer writes in a way that can be hard to read.",
        "Nothing here is a slur or aims at who people are.",
        "Enter starts, Esc goes back to the library.",
        "In the conversation F10 stops at once, with no score and no record.",
        "How strong such lines may be is chosen in the settings.",
    ),
    "exam": (
        "An exam is a conversation that your trainer sees once it is finished.",
        "The customer says the same to everybody; there are no hints, and no reply is played again.",
        "Enter starts it. Esc goes back, and then nothing has happened.",
        "Case, policies, knowledge and prepared answers are open as in practice.",
        "F10 stops at any moment and keeps nothing: then no exam was taken.",
    ),
    "practice": (
        "Write to the customer below and send with Ctrl+S or Ctrl+Enter; your draft is saved as you type.",
        "Under each reply stands what was heard and what it changed. F3 corrects what was misheard, at no cost.",
        "The curve shows how the customer feels; F6 hides it, F9 adds numbers. F4 opens case, policy and macros.",
        "F2 gives a hint. F5 pauses the clock. Esc leaves the conversation open for later.",
        "F8 ends it with a ticket and shows what happened. F10 stops and keeps nothing.",
    ),
    "ticket": (
        "The ticket is what the next colleague will know of this case.",
        "Category and root cause: choose what fits best. Who acts next: you, or the team that has to do something now.",
        "Promise and deadline: what you told the customer, and by when.",
        "The note: what happened, what was agreed, what is still open.",
        "Ctrl+S closes it, Ctrl+N goes on without one, Esc goes back to the conversation.",
    ),
    "debrief": (
        "First what happened, then one thing that worked, in your own words, and one to try.",
        "The curve shows how the customer felt after each reply.",
        "Up and down choose a reply; Enter plays again from there, with this curve dotted beside the new one.",
        "D shows the details: every mark with your words, every movement, simulated ratings.",
        "There is no total score before your third finished conversation.",
    ),
    "history": (
        "Your conversations by day, the newest first, each with its curve.",
        "The line on top is the trend: lower means calmer customers.",
        "Enter reads what happened there, and lets you play again from any reply.",
        "Space marks two conversations, C shows them side by side.",
        "Only you see this.",
    ),
    "compare": (
        "Two conversations side by side, with their curves on the same scale.",
        "Lower is calmer. The numbers below count your replies.",
        "Under each curve stands how it ended.",
        "A small difference between two conversations says little.",
        "Esc goes back.",
    ),
    "review": (
        "First the findings: read the words in their conversation, then confirm, reject or skip, one key each.",
        "Only what a person confirmed takes effect in the report. Everything you judge is kept at once.",
        "Tab goes on to the random sample (for means) and to the risk list (for coaching). They never mix.",
        "There, 0 to 4 marks the criterion under the cursor, - says that none fits, Backspace takes it back.",
        "Your marks change nothing; with a reason (W) a mark overrules the software's, which stays on file.",
    ),
    "settings": (
        "Up and down move, left and right change; what you chose is saved when you go back with Esc.",
        "Clock: off lets you take your time; relaxed stops while you read and type; real does not stop for reading.",
        "Your choice of clock is never scored and never reported.",
        "Content: how strong hostile lines may be. Slurs never appear.",
        "Keys: Enter can send, or make a new line; Ctrl+S always sends.",
    ),
}
