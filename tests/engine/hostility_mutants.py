"""Wrong versions of the hostility engine: its source with one sign, comparison, choice or number changed in each."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from functools import partial
from types import ModuleType
from typing import Any

from simulator.engine import hostility

SOURCE = inspect.getsource(hostility)

SWAPS: dict[type[ast.AST], list[type[ast.AST]]] = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div],
    ast.Div: [ast.Mult],
    ast.Pow: [ast.Mult],
    ast.USub: [ast.UAdd],
    ast.Lt: [ast.LtE, ast.Gt],
    ast.LtE: [ast.Lt, ast.GtE],
    ast.Gt: [ast.GtE, ast.Lt],
    ast.GtE: [ast.Gt, ast.LtE],
    ast.Eq: [ast.NotEq],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
    ast.In: [ast.NotIn],
    ast.And: [ast.Or],
    ast.Or: [ast.And],
}
"""What each operator is mistaken for; besides, ``not`` is dropped, ``min`` and ``max`` change places, and so do the
branches of a conditional expression."""

SIGNS = (ast.operator, ast.unaryop, ast.Name)
"""The nodes whose mistakes turn a pull round (the others move a threshold, a branch or a size)."""


def wrong_numbers(value: object) -> list[object]:
    """A number's neighbours: a tenth more and less, for an integer one more and less, for zero one more."""
    if isinstance(value, bool):
        return [not value]
    if not isinstance(value, int | float):
        return []
    if value == 0:
        return [value + 1]
    return [value + 1, value - 1] if isinstance(value, int) else [value * 1.1, value * 0.9]


def mistakes(node: object) -> list[ast.AST]:
    """What could stand in a node's place by mistake."""
    if isinstance(node, ast.Constant):
        return [ast.Constant(wrong) for wrong in wrong_numbers(node.value)]
    if isinstance(node, ast.Name) and node.id in {"min", "max"}:
        return [ast.Name("max" if node.id == "min" else "min", node.ctx)]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return [node.operand]
    if isinstance(node, ast.IfExp):
        return [ast.IfExp(node.test, node.orelse, node.body)]
    return [swap() for swap in SWAPS.get(type(node), [])]


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, ast.AST, Callable[[ast.AST], None]]]:
    """Every node with its parent and the way to put another in its place (a class's own options are no numbers)."""
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if isinstance(value, list):
                yield from ((parent, node, partial(value.__setitem__, index)) for index, node in enumerate(value))
            elif not (isinstance(parent, ast.keyword) and parent.arg == "frozen"):
                yield parent, value, partial(setattr, parent, field)


def mutants(*kinds: type[ast.AST], source: str = SOURCE) -> Iterator[tuple[str, Any]]:
    """Every wrong version, or those with a mistake in these kinds of node: what was changed, and the code."""
    tree = ast.parse(source)
    for parent, node, put in list(places(tree)):
        for wrong in mistakes(node) if isinstance(node, kinds or ast.AST) else []:
            right = ast.unparse(parent)
            put(ast.copy_location(wrong, node) if hasattr(node, "lineno") else wrong)
            yield f"{right} -> {ast.unparse(parent)}", compile(ast.fix_missing_locations(tree), "<mutant>", "exec")
            put(node)


def load(code: Any) -> ModuleType:
    """The engine that this code makes."""
    module = ModuleType("mutant")
    exec(code, vars(module))  # noqa: S102 - the code is the engine's own source, changed in one place
    return module
