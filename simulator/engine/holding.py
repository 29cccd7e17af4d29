"""Holding messages: "One moment, I'll be back in two minutes." They reset the waiting time once and are no exchange."""

from __future__ import annotations

import re
from functools import lru_cache

_ENDS = r"(?=[ ]?(?:[.,;:!?\u2026-]|$|please|pls|while|and|to |so |for |i |we |only|max|here))"
_MINUTE = rf"(?:minute|second|sec|min){_ENDS}"
_SPAN = (
    rf"(?:(?:a|one) {_MINUTE}|(?:\d{{1,3}}(?: ?(?:-|\u2013|to|or) ?\d{{1,3}})?|two|three|four|five|six|seven|eight|"
    r"nine|ten|fifteen|twenty|a couple of|a few|few|some|half an?)[ -]?(?:more )?"
    r"(?:seconds|secs?|minutes?|mins?|hour)\b)"
)
_ABOUT = r"(?:(?:please|about|around|only|just|maybe|another|like|for) ){0,2}"
_I = r"(?:i|we)(?:(?:'|\u2019)?(?:ll| will| would| do| am going to| am| are| must| have to))?"
_FINDS = (
    r"(?:(?:(?:ring|call|phone|contact)(?! you)|check|look|see|ask|find|verify|search|review|clarify|consult|confirm|"
    r"examine|fetch|investigate|speak|talk|read|study)(?:ing)?|go(?:ing)? (?:through|over|and|to)|"
    r"pull(?:ing)? (?:up|it|the|your)|open(?:ing)? (?:the|your|my|our) (?:file|case|order|page|ticket|record)|"
    r"get(?:ting)? (?:my|our|a) (?:colleague|supervisor))"
)
"""What is done to find something out, or to fetch who knows."""
_WORKS = rf"(?:{_I}|(?:i(?:'|\u2019)m|we(?:'|\u2019)re)|let me) (?:now |just |quickly |first |go and )?{_FINDS}"
_TAKES = r"\b(?:it|this|that)(?:(?:'|\u2019)?ll| will)? (?:only |just )?takes?(?: me| us)?"
_WAITS = (
    rf"(?<!in )(?:one|just a|a) (?:moment{_ENDS}|{_MINUTE})",
    r"bear with me|hold the line|hold on(?! to)|hang on(?! to)|(?:be )?right back",
    r"(?:please|pls) (?:wait|hold(?! (?:it|down|your|both|all|the (?!line))))",
    r"wait,? (?:please|pls)|(?:wait|stay|be patient),? with me|stay (?:on the line|there|here)",
    rf"let me (?:just |quickly |first )?(?:{_FINDS}|have a look)(?![^.!?\n]*:)|allow me to {_FINDS}",
    r"(?:put|keep) you on hold|brb",
    rf"(?:^|[.!?,;]\s*)back (?:with you |here |again )?in (?={_SPAN})",
    rf"(?:^|[.!?]\s*)(?:just |only |please |another )?(?={_SPAN},? (?:please|pls)\W*$)",
    r"i(?:'|\u2019)?(?:ll| will| am going to) (?:be back|check|look|ask|get back)",
    r"(?:i|we) (?:come|am|are) (?:right )?back",
)
"""Words that ask to wait."""
_WAITS_A_WHILE = (
    rf"(?:give|allow|grant) (?:me|us) (?:\w+ ){{0,2}}(?:{_SPAN}|moments?\b|time\b)",
    rf"{_I} (?:only |just )?need {_ABOUT}{_SPAN}(?! for (?!me|that|this|it))",
    rf"(?:can|could|may) (?:i|we) (?:please )?(?:have|get|take) {_ABOUT}{_SPAN}",
    rf"(?:do|would|can|could) you (?:please |maybe |mind )?(?:have|wait|waiting|hold|spare|excuse me) {_ABOUT}{_SPAN}",
    rf"be patient,? (?:please |pls )?{_ABOUT}{_SPAN}",
    rf"{_WORKS}\b[^.!?\n]*{_TAKES} {_ABOUT}{_SPAN}(?! (?:to|for|until|till|before|after|and you)\b)",
    rf"{_WORKS}\b[^.!?\n]*, {_ABOUT}{_SPAN}(?=,? ?(?:please|pls|thank|[.!\n]|$))",
)
"""Words that ask to wait by the time they name: asking for minutes, or setting to work and telling how many."""
_ASKS_TO_WAIT = re.compile(rf"\b(?:{'|'.join((*_WAITS, *_WAITS_A_WHILE))})", re.IGNORECASE | re.MULTILINE)
_INSTRUCTS = re.compile(
    # what the customer does before or after a wait of their own
    r"\b(?:wait|hold|stay|be patient)\b(?:(?!\b(?:i|we|let me)\b)[^.!?\n])*?"
    r"(?:,? and(?: then)?|,? then|\bbefore|\bafter(?:wards)?|\buntil|\btill) (?!(?:i|we|let|then)\b|(?:i|we)['\u2019])"
    r"|(?:^|[.!?,;:\n]\s*|\b(?:please|pls|then|you)\s+)(?:please |pls )?"
    r"(?:un)?(?:plug|press|push|turn|switch|restart|reset|reboot|remove|charge|disconnect|connect|pull|screw|click|tap|"
    r"open|install|enter|type|release)\b",
    re.IGNORECASE | re.MULTILINE,
)
"""Words that tell the customer what to do; a wait beside them is a part of it."""
_NAMES_A_TIME = re.compile(rf"\b{_SPAN}(?! (?:ago|late|later|old|earlier|already))", re.IGNORECASE | re.MULTILINE)
"""One minute or second is a time only where it ends the thought: "a second time" and "a second suit" name none."""
_TAG = re.compile(
    r"(?:,|[.!])?\s*(?:is (?:that|this|it) |would that be )?(?:ok|okay|all ?right|alright|fine|yes|good)"
    r"(?: (?:for|with|by) you)?\s*\?",
    re.IGNORECASE,
)
"""A question that only asks for a yes to the wait."""
_WORD = re.compile(r"\w+")
_QUESTION = re.compile(r"[^.!?\n]+\?")
LONGEST = 30
"""Words; a longer message says more than "please wait" [design choice]."""


@lru_cache(maxsize=512)
def is_holding(text: str) -> bool:
    """Whether a message only asks the customer to wait, and names for how long."""
    if len(text) > 400 or len(_WORD.findall(text)) > LONGEST or not _NAMES_A_TIME.search(text):
        return False
    if not _ASKS_TO_WAIT.search(text) or _INSTRUCTS.search(text):
        return False
    return all(_ASKS_TO_WAIT.search(asked) for asked in _QUESTION.findall(_TAG.sub(".", text)))
