"""An article and the form read the same words alike: every bound word of the three languages, with numbers of several kinds."""

from __future__ import annotations

import pytest

from figures.language import LANGUAGES
from figures.reading import suggest
from figures.wording import Unreadable, read

SENTENCES = {
    "en": "On 5 May 2025 Russia returned {} bodies to Ukraine.",
    "uk": "5 травня 2025 року Росія повернула Україні {} тіл.",
    "ru": "5 мая 2025 года Россия передала Украине {} тел.",
}
NUMBERS = {
    "en": ["6,000", "two and a half thousand", "6 thousand 57", "15-odd thousand"],
    "uk": ["6 000", "дві з половиною тисячі", "6 тисяч 57", "шість з гаком тисяч"],
    "ru": ["6 000", "две с половиной тысячи", "6 тысяч 57", "15 с лишним тысяч"],
}


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
@pytest.mark.parametrize("kind", range(4))
def test_an_article_gives_a_bounded_number_as_the_form_does(language: str, kind: int) -> None:
    number = NUMBERS[language][kind]
    shortened = [f"{word}." for word in LANGUAGES[language].shortened if number[0].isdigit()]
    for bound in ["", *(" ".join(phrase) for phrase in LANGUAGES[language].before), *shortened]:
        words = f"{bound} {number}".strip()
        try:
            typed = read(words, language).count
        except Unreadable:
            continue
        suggested = [suggestion.count for suggestion in suggest(SENTENCES[language].format(words))]
        assert suggested == [typed], words
