"""The measurements run, each on a small scale: what they measure is for their own output."""

import re
import subprocess
import sys
from pathlib import Path

from benchmarks.readability import syllables_in

ROOT = Path(__file__).parents[1]


def test_no_answer_is_lost_when_the_server_is_killed_five_times() -> None:
    command = [sys.executable, "-m", "benchmarks.crashes", "--trials", "5"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("5 kills, ")
    assert re.search(r"^[0-9]+ steps acknowledged, 0 lost \(ratio 0\)$", done.stdout, re.M)


def test_item_statistics_agree_with_another_implementation() -> None:
    small = ["--responses", "2000", "--items", "8"]
    command = [sys.executable, "-m", "benchmarks.statistics", *small]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    apart = re.findall(r"ratio +[0-9.]+  apart ([0-9e.+-]+)$", done.stdout, re.M)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2,000 responses, 250 attempts at 8 items\n")
    assert len(apart) == 3
    assert max(map(float, apart)) < 1e-12


def test_sockets_from_a_foreign_page_are_refused_and_keep_nobody_waiting_for_long() -> None:
    command = [sys.executable, "-m", "benchmarks.origins", "--sockets", "5"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert done.stdout.startswith("20 times 5 sockets with a foreign origin, 0 opened\n")
    assert re.search(r"^delay [0-9.]+ s, at most 0.1 s allowed$", done.stdout, re.M)


def test_the_readability_of_each_lesson_is_told() -> None:
    command = [sys.executable, "-m", "benchmarks.readability"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == 1 + 6 + 1
    assert all(6 <= float(line.split()[6]) <= 10 for line in lines[1:-1])


def test_syllables_are_groups_of_vowels_without_a_silent_end() -> None:
    spoken = {"refused": 2, "alliance": 2, "wanted": 2, "Armenia": 3, "table": 2, "rhythm": 1}

    assert {word: syllables_in(word) for word in spoken} == spoken


def test_what_an_answer_takes_in_the_database_is_counted() -> None:
    command = [sys.executable, "-m", "benchmarks.storage", "--learners", "6"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")
    answers, each, rows, size = re.findall(
        r"^([\d,]+) answers of 6 learners, (\d+) each\n([\d.]+) rows and (\d+) bytes for each",
        done.stdout,
        re.MULTILINE,
    )[0]
    assert round(int(answers.replace(",", "")) / 6) == int(each)
    assert 1 < float(rows) < 20
    assert 100 < int(size) < 20_000


def test_the_results_of_a_class_are_measured() -> None:
    command = [sys.executable, "-m", "benchmarks.results", "12"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^results: Quizzes +first CPU +[0-9.]+ s", done.stdout, re.M)
    assert re.search(r"^quizzes +[0-9]+ statements, [1-9][0-9]* rows$", done.stdout, re.M)
