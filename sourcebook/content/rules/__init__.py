"""The house rules: what must be true of a course beyond the shape of its files.

Each rule looks at the whole draft and reports into the files; `RULES` lists them all.
"""

from collections.abc import Callable

from sourcebook.content.rules import (
    against_originals,
    completeness,
    course_file,
    evidence,
    item_settings,
    references,
    wording,
)
from sourcebook.content.unchecked_course import Draft

RULES: tuple[Callable[[Draft], None], ...] = (
    references.only_course_files,
    references.source_ids_match_files,
    references.ids_are_unique,
    references.references_lead_somewhere,
    references.items_to_try_are_scored,
    references.speakers_are_known,
    course_file.sides_are_known,
    course_file.maps_have_pictures,
    course_file.pictures_are_safe,
    references.cited_passages_exist,
    evidence.dates_are_as_exact_as_they_claim,
    evidence.paragraphs_are_cited,
    evidence.comparisons_hear_every_source,
    evidence.quotations_are_listed,
    evidence.quotations_are_short,
    evidence.numbers_stand_in_the_evidence,
    item_settings.options_differ,
    item_settings.names_are_not_wrong,
    item_settings.numbers_are_given_once,
    item_settings.proof_is_cited,
    item_settings.kinds_can_use_their_keys,
    item_settings.a_quiz_has_items,
    wording.stems_are_positive,
    wording.options_stand_alone,
    wording.texts_are_plain,
    wording.distractors_teach,
    wording.keys_give_nothing_away,
    wording.contested_terms_have_owners,
    against_originals.quotes_are_verbatim,
    against_originals.passages_are_paragraphs,
    against_originals.nothing_is_copied,
    completeness.objectives_are_assessed,
    completeness.no_source_is_over_quoted,
    completeness.passages_are_used,
)
