"""An evaluation by inspect_ai whose model and judge do nothing: prints milliseconds for each item, as JSON."""

import json
import sys
import tempfile
import time
from importlib.metadata import version

import inspect_ai
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.scorer import Score, Scorer, Target, accuracy, scorer
from inspect_ai.solver import Generate, Solver, TaskState, solver


@solver
def nothing() -> Solver:
    """Answer nothing."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        del generate
        return state

    return solve


@scorer(metrics=[accuracy()])
def no_judge() -> Scorer:
    """Give every item full marks."""

    async def score(state: TaskState, target: Target) -> Score:
        del state, target
        return Score(value=1, explanation="no-op")

    return score


def main() -> None:
    items = int(sys.argv[1])
    data = MemoryDataset(
        [Sample(input=f"Customer: where is order {n}?\nAgent: I'll look.", id=n) for n in range(items)]
    )
    with tempfile.TemporaryDirectory() as folder:
        began, used = time.perf_counter(), time.process_time()
        task = inspect_ai.Task(dataset=data, solver=nothing(), scorer=no_judge())
        log = inspect_ai.eval(task, model="mockllm/model", log_dir=folder, display="none")[0]
        wall, used = time.perf_counter() - began, time.process_time() - used
    name = f"inspect_ai {version('inspect_ai')}"
    if log.status != "success":
        sys.exit(f"{name} ended with {log.status}")
    print(
        json.dumps(
            {
                f"{name}, no-op judge, processor ms an item": 1000 * used / items,
                f"{name}, wall ms an item": 1000 * wall / items,
            }
        )
    )


if __name__ == "__main__":
    main()
