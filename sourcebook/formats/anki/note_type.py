"""The note type of the cards: their fields, and how Anki shows them, by day and by night.

Neither fields nor number may ever change: Anki would leave the cards of older files as they are.
Templates and colours may; Anki takes them over from a newer file.
"""

from typing import Final

FIELDS: Final = ("Question", "Hints", "Answer", "Reason", "Wrong answers", "Proof", "Item")
NUMBER: Final = 1_607_392_319
NAME: Final = "Sourcebook item"

# The two classes keep MathJax away from a text such as \(a\), which is no formula here.
QUESTION: Final = """\
<div class="text tex2jax_ignore mathjax_ignore" dir="auto">
{{Question}}
{{Hints}}
</div>
"""
ANSWER: Final = """\
{{FrontSide}}
<hr id="answer">
<div class="text tex2jax_ignore mathjax_ignore" dir="auto">
<h2>Answer</h2>
<div class="key">{{Answer}}</div>
<h2>Why</h2>
{{Reason}}
{{#Wrong answers}}
<h2>Wrong answers</h2>
{{Wrong answers}}
{{/Wrong answers}}
<h2>Proof</h2>
{{Proof}}
<p class="item">{{Item}}</p>
</div>
"""

LOOK: Final = """\
.card { font: 1.15rem/1.5 system-ui, sans-serif; text-align: start; padding: 0.5rem;
  color: #1b1f24; background-color: #ffffff; }
.card.nightMode, .card.night_mode { color: #e8e8e6; background-color: #1e2126; }
.text { max-width: 40rem; margin: 0 auto; overflow-wrap: anywhere; }
.text p { margin: 0 0 0.6rem; }
.text h2 { font-size: 1rem; font-weight: 600; margin: 1.2rem 0 0.3rem; opacity: 0.8; }
.text ul, .text ol, .text dl { margin: 0.3rem 0 0.6rem; }
.text ul, .text ol { padding-inline-start: 1.5rem; }
.text li { margin: 0.25rem 0; }
.text dd { margin: 0 0 0.6rem 1rem; }
.text dt, .key { font-weight: 600; }
.key dd, .key .more { font-weight: normal; }
.text blockquote { margin: 0.6rem 0; padding-inline-start: 0.8rem;
  border-inline-start: 3px solid currentColor; }
.text summary { cursor: pointer; min-height: 1.75rem; text-decoration: underline; }
.text .task, .text .item { font-size: 0.95rem; opacity: 0.8; }
"""
