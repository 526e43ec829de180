"""The files of the minimal course: one of each, but two sources, for a comparison needs two.

The articles behind them are invented. The course has no fault, not even a warning.
"""


def _source(source_id: str, label: str, quoted: str, passages: str) -> str:
    return f"""\
id: {source_id}
label: {label}
publisher: {{basis: unknown, note: No outlet is named.}}
date: {{value: 2022-11-25, precision: day, basis: stated, note: Printed at the top.}}
language: {{name: English, translated_from: German, basis: inferred, note: By its turns of phrase.}}
genre: News report
quoted: {{{quoted}}}
perspective: Seen from afar.
damage: []
sha256: {source_id[1] * 64}
passages:
{passages}"""


MUNICH = _source(
    "s1",
    "Munich report",
    "Nikol Pashinyan: 1",
    """\
  p1:
    summary: The six members of the alliance met in Yerevan on 23 November 2022.
  p2:
    summary: Pashinyan called the missing help "depressing" and left the declaration unsigned.
    quotes:
      - speaker: Nikol Pashinyan
        words: depressing
""",
)

POLISH = _source(
    "s2",
    "Polish report",
    "",
    """\
  p1:
    summary: The declaration was left unsigned.
""",
)

COMPARISONS = """\
membership-sentence:
  question: How do the reports render the complaint?
  verdict: wording
  conclusion: Only one report has a word of it.
  accounts:
    - source: s1
      says: It gives a single word.
      quote: depressing
      citations: [s1.p2]
    - source: s2
      silent: true
"""

ABOUT = """\
title: The Yerevan summit
lead: Two reports of one day.
evidence: two reports of November 2022
knowledge_ends: November 2022
sides: [Armenia, Azerbaijan, Russia]
maps:
  csto-members:
    alt: Map of Armenia, which was a member of the CSTO in 2022.
"""

PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'></svg>"

PEOPLE = """\
nikol-pashinyan:
  name: Nikol Pashinyan
  office: Prime minister of Armenia
  side: Armenia
  quoted_on: The missing help
  citations: [s1.p2]
"""

GLOSSARY = """\
aggression:
  term: aggression
  definition: Pashinyan's word for what the missing help was to answer.
  contested: true
  forms: [aggression, aggressor]
  owners: [Pashinyan, Armenia]
  neutral: what Pashinyan called aggression
  citations: [s1.p2]
"""

TIMELINE = """\
summit:
  event: The leaders met in Yerevan.
  date: 2022-11-23
  precision: day
  basis: stated
  citations: [s1.p1]
"""

LESSON = """\
---
id: yerevan-summit
title: The Yerevan summit
question: Why would a leader leave a declaration unsigned?
minutes: 1
objectives:
  - {id: tell-the-day, text: Tell the day of the summit.}
---

## Who met in Yerevan

Six members met on 23 November 2022. [@s1.p1] One spoke of "depressing" help. [@s1.p2; @s2.p1]

```compare membership-sentence
```
"""

PLAN = """\
---
lesson: yerevan-summit
---
## In 45 minutes

- 10 minutes: the guess.
- 35 minutes: the lesson, and the exit question.

## In 90 minutes

Add the comparison, and the worksheet.

## To begin

Show six empty chairs, and ask who sits on them.

## Questions, source by source

1. The Munich report: how many members met? Six. [@s1.p1]
2. The Polish report: was the declaration signed? No. [@s2.p1]

## What students get wrong

They think that nobody met. Six members did. [@s1.p1]

## Sensitive moments

Nobody has to speak for a country.

## An easier way

Read one report only.

## A harder way

Write what neither report says.

## Exit question

What did the leader leave unsigned? The declaration. [@s1.p2; @s2.p1]

## For the worksheet

Write down one word that was quoted: "depressing". [@s1.p2]
"""

QUIZ = """\
id: yerevan-quiz
title: The Yerevan summit
lesson: yerevan-summit
items:
  - id: refuser
    type: single_choice
    objective: tell-the-day
    stem: Who left the declaration unsigned?
    key: Pashinyan
    distractors:
      - text: Putin
        feedback: He signed.
      - text: Lukashenko
        feedback: He is not in this report.
    rationale: The Munich report says so.
    citations: [s1.p2]
  - id: members
    type: multiple_choice
    objective: tell-the-day
    stem: Which of these met?
    keys: [Armenia, Belarus]
    distractors:
      - {text: Azerbaijan, feedback: It is no member.}
    rationale: The Munich report counts six members.
    citations: [s1.p1]
  - id: unsigned
    type: true_false
    objective: tell-the-day
    stem: The declaration was left unsigned.
    key: true
    feedback: Read either report again.
    rationale: Both reports say so.
    citations: [s1.p2, s2.p1]
  - id: claim
    type: verdict
    objective: tell-the-day
    claim: The prime minister was content with the help.
    key: contradicted
    feedback:
      supported: He complained.
      not_stated: One word of his is quoted.
    rationale: He called it "depressing".
    citations: [s1.p2]
  - id: day
    type: numeric
    objective: tell-the-day
    stem: On which day of November did they meet?
    key: 23
    distractors:
      - {number: 25, feedback: That is the day of the report.}
    rationale: The Munich report gives the date.
    citations: [s1.p1]
  - id: speakers
    type: matching
    objective: tell-the-day
    stem: Which report is this?
    pairs:
      - prompt: It has a word of the complaint
        target: The Munich report
        feedback: Look for quotation marks.
      - prompt: It has no word of the complaint
        target: The Polish report
        feedback: Its one passage quotes nobody.
    rationale: Only the Munich report quotes.
    citations: [s1.p2, s2.p1]
"""
