"""The rules of the house: what must be true of a course besides the form of its files.

Each rule looks at the whole course and reports into the files; `RULES` lists them all.
"""

from collections.abc import Callable

from sourcebook.content.rules import (
    against_originals,
    completeness,
    course_file,
    evidence,
    giveaways,
    item_settings,
    lesson_budgets,
    plans,
    references,
    wording,
)
from sourcebook.content.unchecked_course import UncheckedCourse

RULES: tuple[Callable[[UncheckedCourse], None], ...] = (
    references.only_course_files,
    references.source_ids_match_files,
    references.ids_are_unique,
    references.references_lead_somewhere,
    references.items_to_try_are_scored,
    references.items_to_try_are_in_no_quiz,
    references.items_to_try_are_shown,
    references.speakers_are_known,
    course_file.sides_are_known,
    course_file.descriptions_have_pictures,
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
    item_settings.proofs_can_be_chosen,
    item_settings.kinds_can_use_their_keys,
    item_settings.a_quiz_has_items,
    wording.stems_are_positive,
    wording.options_stand_alone,
    wording.texts_are_plain,
    wording.distractors_teach,
    wording.keys_give_nothing_away,
    giveaways.items_keep_each_others_keys,
    giveaways.keys_are_not_alone_careful,
    wording.contested_terms_have_owners,
    lesson_budgets.steps_are_short,
    lesson_budgets.lessons_are_short,
    lesson_budgets.minutes_are_true,
    plans.lessons_have_one_plan,
    plans.plans_have_their_sections,
    plans.plans_fit_on_two_pages,
    against_originals.quotes_are_verbatim,
    against_originals.passages_are_paragraphs,
    against_originals.quoted_share_is_small,
    against_originals.nothing_is_copied,
    completeness.objectives_are_assessed,
    completeness.no_source_is_over_quoted,
    completeness.passages_are_used,
)
