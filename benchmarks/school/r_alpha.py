"""Cronbach's alpha as R's package psych works it out, where R is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pandas as pd
import typer

from sourcebook import analysis

_SCRIPT = """
scores <- read.csv(commandArgs(trailingOnly = TRUE)[1])
spent <- system.time(found <- psych::alpha(scores, warnings = FALSE))
cat(found$total$raw_alpha, spent[["elapsed"]])
"""


def compare(scores: pd.DataFrame) -> None:
    """Print how long psych::alpha takes on these scores, and how far its alpha lies from ours."""
    program = shutil.which("Rscript")
    if program is None:
        typer.echo("psych::alpha  R is not installed")
        return
    with tempfile.TemporaryDirectory() as folder:
        table, script = Path(folder) / "scores.csv", Path(folder) / "alpha.R"
        scores.to_csv(table, index=False)
        script.write_text(_SCRIPT)
        done = subprocess.run([program, script, table], capture_output=True, text=True)
    if done.returncode:
        typer.echo(f"psych::alpha  {done.stderr.strip() or 'R has ended with an error'}")
        return
    found, seconds = (float(each) for each in done.stdout.split())
    apart = abs(found - analysis.cronbach_alpha(scores))
    typer.echo(f"psych::alpha  {seconds:8.3f} s  apart {apart:.0e}")
