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
    "home": (
        "On top stands what would help you most today, and why. Enter starts it, or whatever row the cursor is on.",
        "Below: what you left open, what is asked of you or under way, notes from coaches, whom to meet again.",
        "L shows all customers, H what you have practised, K all your skills.",
        "A skill's line is the range it lies in, from 0 to 100; more conversations make it shorter.",
        "Only you see this. Others see what you share, what was assigned, and exams that were announced.",
    ),
    "skills": (
        "Each line is the range that a skill lies in, from 0 to 100; more conversations make it shorter.",
        "What was never assessed is unknown: it has no line, and is not zero.",
        "“Better” or “weaker” stands there only when the change is larger than chance would make it.",
        "“No reliable change yet” is the normal answer; luck with single customers is large.",
        "Only you see this. Page down reads on, Esc goes back.",
    ),
    "library": (
        "Each row is a customer: why they write, on which channel, how hot it gets, how long it takes.",
        "Arrow keys move, Enter starts. Conversations you left open stand on top.",
        "/ searches, F shows only a channel, a reason or how hot it is; Esc clears both, then goes back.",
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
        "D shows the details: every mark with your words, every movement. E writes it all to a file.",
        "In a team, S shares this conversation with your trainer and X disputes a mark. No total before the third.",
    ),
    "history": (
        "Your conversations by day, the newest first, each with its curve. On top the trend: lower is calmer.",
        "Enter reads what happened there, and lets you play again from any reply.",
        "/ searches, F shows only a channel, an ending, exams or what is shared; Esc clears both, then goes back.",
        "Space marks two conversations, C shows them side by side. E writes one to a file.",
        "Only you see this. In a team, S shares one conversation with your trainer, and takes it back.",
    ),
    "compare": (
        "Two conversations with both curves on one chart: ○ dotted is the earlier one, ● the later one.",
        "Lower is calmer. The numbers below count your replies.",
        "Then both wordings, reply by reply, each with the marks it got.",
        "A small difference between two conversations says little.",
        "Page down reads on, Esc goes back.",
    ),
    "dispute": (
        "Every mark of this conversation, reply by reply. Choose the one that isn't right, then say why.",
        "A QA lead reads the words up to that reply and marks it without seeing the first mark or your reason.",
        "Then they see both, decide what stands, and answer you. If the mark changes, both are kept.",
        "Enter goes on to your reason, and there sends it.",
        "Esc goes back; what you wrote stays until you leave the debrief.",
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
