"""Ukrainian: the briefing's messages, nouns in the forms for one, for two to four and for many, dates, and the field's words.

Names of parties stand in the nominative only, since the researcher types them in one form.
"""

from __future__ import annotations

from briefing.language.base import NBSP, Language


def plural(number: int) -> int:
    """One, few, many: 1, 21 тіло; 2, 34 тіла; 5, 11, 78 тіл."""
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else 2


UKRAINIAN = Language(
    code="uk",
    name="українська",
    separator=NBSP,
    messages={},
    nouns={},
    labels={},
    plural=plural,
    months=(
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ),
    months_alone=(
        "січень",
        "лютий",
        "березень",
        "квітень",
        "травень",
        "червень",
        "липень",
        "серпень",
        "вересень",
        "жовтень",
        "листопад",
        "грудень",
    ),
    months_short=("січ.", "лют.", "бер.", "квіт.", "трав.", "черв.", "лип.", "серп.", "вер.", "жовт.", "лист.", "груд."),
    year_after_day=" року",
)
