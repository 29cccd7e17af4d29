"""Gradings in the history: kept when that was asked for, and again when people's judgements changed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from simulator.batch.folder import Folder
    from simulator.batch.report import Trend


def keep(folder: Folder, shop: str) -> None:
    """Keep a finished grading, as people have settled it.

    Raises:
        SimulatorError: the history can't be used, or no finished grading is there.

    """
    from simulator.batch.remembering import remember
    from simulator.batch.review_items import Reviewable
    from simulator.batch.reviewing import NOTHING, journal
    from simulator.cli.authors import author
    from simulator.training import Workshop

    what = Reviewable(folder)
    reviewed = what.holding(journal(folder.root).entries()) if folder.local else NOTHING
    with Workshop() as workshop:
        remember(what, reviewed, workshop.history, shop=shop, author=author(None))


def trend(folder: Folder) -> Trend | None:
    """The weeks over all kept gradings of the same shop by the same rubrics; None where this one is not kept.

    Judgements that came since are kept first, beside what was kept before.
    """
    from simulator.batch.remembering import kept_as, weeks
    from simulator.batch.report import Trend
    from simulator.batch.review_items import Reviewable
    from simulator.training import Workshop

    what = Reviewable(folder)
    kept = kept_as(what)
    if kept is None:
        return None
    keep(folder, kept.shop)
    hashes = {used.hash for used in what.used}
    with Workshop() as workshop:
        found = workshop.history.graded_weeks(kept.shop, hashes)
        gradings = workshop.history.gradings(kept.shop)
    count = sum(bool(hashes & {edition.hash for edition in item.rubrics.values()}) for item in gradings)
    return Trend(weeks(found, what.used), count)
