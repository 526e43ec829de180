"""What item statistics cost on 500,000 responses: `python -m benchmarks.statistics`.

Beside each figure stands the time of another implementation on the same matrix, and how far
the two lie apart: pingouin and SciPy, where they are installed (`pip install pingouin`, which
the project itself does not need), and otherwise loops that follow the formulas word for word.
"""

import importlib
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import numpy as np
import pandas as pd
import typer

from sourcebook import analysis
from sourcebook.analysis import Offered

BEGAN = datetime(2022, 11, 23, 12, 0, tzinfo=UTC)
OFFERED = tuple(Offered(name, name, name == "a") for name in "abcd")

Figure = Callable[[pd.DataFrame], Any]


def main(
    responses: Annotated[int, typer.Option(help="How many responses to make up.")] = 500_000,
    items: Annotated[int, typer.Option(help="How many items a quiz has.")] = 40,
) -> None:
    """Time each figure beside the other implementation, and the whole report."""
    table = made_up(responses // items, items)
    scores = analysis.score_matrix(table)
    typer.echo(f"{len(table):,} responses, {len(scores):,} attempts at {items} items")
    for name, ours, theirs in _figures():
        typer.echo(_row(name, ours, theirs, scores))
    seconds, report = _timed(lambda: analysis.quiz_report(table))
    typer.echo(f"whole report  {seconds:8.3f} s  for {len(report.items)} items")


def made_up(attempts: int, items: int) -> pd.DataFrame:
    """Responses of learners who differ to items that differ, like those of `responses_table`."""
    rng = np.random.default_rng(1)
    levels = rng.normal(size=(attempts, 1)) - rng.normal(size=(1, items))
    right = rng.random((attempts, items)) < 1 / (1 + np.exp(-levels))
    wrong = rng.choice(["b", "c", "d"], size=right.shape)
    number, place = (grid.ravel() for grid in np.indices(right.shape))
    flat = right.ravel()
    chosen = np.where(flat, "a", wrong.ravel())
    attempt_ids = np.array([f"attempt-{each}" for each in range(attempts)], dtype=object)
    item_ids = np.array([f"item-{each}" for each in range(items)], dtype=object)
    size = len(flat)
    return pd.DataFrame(
        {
            "attempt_id": attempt_ids[number],
            "learner_id": attempt_ids[number],
            "quiz_id": "quiz",
            "started_at": BEGAN,
            "finished_at": BEGAN + timedelta(hours=1),
            "place": place,
            "item_id": item_ids[place],
            "fingerprint": item_ids[place],
            "since": BEGAN,
            "item_type": "single_choice",
            "objective": "objective",
            "skill": "facts",
            "points": 1.0,
            "chance": 0.25,
            "score": flat.astype("float64"),
            "is_blank": False,
            "is_right": flat,
            "proof_right": pd.array(flat, dtype="boolean"),
            "offered": pd.Series([OFFERED] * size, dtype=object),
            "chosen": pd.Series([(each,) for each in chosen.tolist()], dtype=object),
            "seconds": rng.exponential(30, size),
            "hints": 0,
            "tries": 1,
        }
    )


def _figures() -> list[tuple[str, Figure, Figure]]:
    """Each figure by name, as we work it out and as somebody else does."""
    try:
        pingouin = importlib.import_module("pingouin")
        pearson = importlib.import_module("scipy.stats").pearsonr
    except ImportError:
        typer.echo("pingouin is not installed; compared with the formulas, word for word")
        alpha, correlation = _plain_alpha, _plain_correlation
    else:
        alpha = _first_of(pingouin.cronbach_alpha)
        correlation = _first_of(pearson)
    return [
        ("alpha", analysis.cronbach_alpha, alpha),
        ("alpha without", analysis.alpha_if_deleted, _without_each(alpha)),
        ("item-rest", analysis.item_rest_correlation, _with_the_rest(correlation)),
    ]


def _first_of(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *given: function(*given)[0]


def _without_each(alpha: Figure) -> Figure:
    return lambda scores: [alpha(scores.drop(columns=[item])) for item in scores]


def _with_the_rest(correlation: Callable[..., Any]) -> Figure:
    return lambda scores: [
        correlation(scores[item], scores.drop(columns=[item]).sum(axis=1)) for item in scores
    ]


def _plain_alpha(scores: pd.DataFrame) -> float:
    count = len(scores.columns)
    return float(count / (count - 1) * (1 - scores.var().sum() / scores.sum(axis=1).var()))


def _plain_correlation(item: pd.Series, rest: pd.Series) -> float:
    return float(np.corrcoef(item, rest)[0, 1])


def _row(name: str, ours: Figure, theirs: Figure, scores: pd.DataFrame) -> str:
    own, found = _timed(lambda: ours(scores))
    other, expected = _timed(lambda: theirs(scores))
    apart = float(np.abs(np.asarray(found) - np.asarray(expected)).max())
    return (
        f"{name:13} {own:8.3f} s  other {other:8.3f} s  ratio {own / other:6.3f}  apart {apart:.0e}"
    )


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """The fastest of three runs, so that the first one's warming up counts for nobody."""
    runs = []
    for _ in range(3):
        began = time.perf_counter()
        found = work()
        runs.append(time.perf_counter() - began)
    return min(runs), found


if __name__ == "__main__":
    typer.run(main)
