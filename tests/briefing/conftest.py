"""Casebooks for briefings: the worked examples of the method as one casefile, and the extremes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2 as pdfium
import pytest
from book import Book

from briefing.options import BriefingOptions
from figures.comparison import compare
from figures.line import Comparison
from figures.record import Casebook, Source, StoredCopy
from figures.vocabulary import PartyKind, SourceKind

AS_OF = dt.date(2026, 2, 28)
FINGERPRINT = "7c1e9a045b2fd03c88aa41e77c1e9a045b2fd03c88aa41e77c1e9a045b2fd03c"
Compared = tuple[Casebook, Comparison]


class Scene(Book):
    """A book whose sources have all their fields and whose figures have their quotes."""

    def cite(self, name: str, publisher: str, reliability: str, published: str, kind: str, **fields: object) -> None:
        if publisher not in self.ids:
            self.publisher(publisher, reliability)
        sha = f"{abs(sum(ord(c) * 31**n for n, c in enumerate(name))) % 16**12:012x}" * 6
        held = StoredCopy(sha[:64], "text/html", 1000)
        source = Source(
            id=self._new(name), uid=name, title=name, publisher=self.ids[publisher], published=published,
            kind=SourceKind(kind), copy=held, accessed="2026-03-01", **fields,
        )  # fmt: skip
        self.sources.append(source)

    def claim(self, about: str, words: str, source: str, quote: str, where: str, **fields: object) -> int:
        return self.figure(about, words, source=source, quote=quote, where=where, **fields)

    def compared(self, as_of: dt.date | None = AS_OF) -> Compared:
        book = self.casebook()
        return book, compare(book, as_of)


def istanbul() -> Scene:
    """The worked examples of the method, section 5."""
    s = Scene()
    s.party("Vladimir Medinsky, aide to the President", PartyKind.PERSON, "Russia")
    s.party("Envoy of the United States", PartyKind.PERSON)
    s.cite(
        "Мединский: Россия передала Украине более шести тысяч тел",
        "47news",
        "D",
        "2025-06-16",
        "wire_report",
        address="https://47news.ru/articles/russia/6efebb0d522aaee9cff23f66f5365e28132bf497",
        archived_address="https://web.archive.org/web/20250616/https://47news.ru/articles/russia/6efebb0d",
        language="ru",
    )
    s.cite(
        "Ukraine receives another group of bodies; repatriation under the Istanbul agreements completed",
        "Ukrainska Pravda",
        "B",
        "2025-06-16",
        "wire_report",
        address="https://www.pravda.com.ua/eng/news/2025/06/16/7517351/",
    )
    s.cite(
        "Завершено останній етап репатріації за Стамбульськими домовленостями",
        "Coordination Headquarters for the Treatment of Prisoners of War",
        "B",
        "2025-06-16",
        "official_statement",
        address="https://koordshtab.gov.ua/posts/2025-06-16-repatriatsiia",
        archived_address="https://web.archive.org/web/2025/https://koordshtab.gov.ua/posts",
        language="uk",
    )
    s.cite(
        "Ігор Клименко: підсумки репатріації тіл",
        "Ministry of Internal Affairs of Ukraine",
        "B",
        "2025-06-16",
        "official_statement",
        address="https://t.me/Klymenko_MVS",
        language="uk",
    )
    s.cite(
        "Russia completes transfer of bodies under the Istanbul deal",
        "Sputnik",
        "D",
        "2025-06-16",
        "wire_report",
        address="https://sputnikglobe.com/20250616/russia-completes-transfer-of-6060-ukrainian-soldiers-bodies-under-istanbul-deal-1122261732.html",
    )
    s.cite("Report on the second round of talks in Istanbul", "Publisher of the talks", "F", "2025-06-03", "wire_report")
    s.cite(
        "First phase of under-25 prisoner exchange",
        "TRT World",
        "C",
        "2025-06-09",
        "wire_report",
        address="https://www.trtworld.com/article/e8f4a5359941",
    )
    s.cite("Russia and Ukraine swap more prisoners of war", "AAP with Reuters and DPA", "B", "2025-06-10", "wire_report")
    s.cite(
        "Андрій Єрмак про список дітей",
        "Office of the President of Ukraine",
        "C",
        "2025-06-20",
        "official_statement",
        address="https://www.president.gov.ua/news/",
        language="uk",
    )
    s.cite(
        "Ukraine, Russia end second round of talks in Abu Dhabi with prisoner exchange",
        "Reuters",
        "A",
        "2026-02-05",
        "wire_report",
        address="https://www.reuters.com/world/ukraine-russia-start-second-day-peace-talks-abu-dhabi-2026-02-05/",
    )
    s.cite(
        "Ukraine, Russia swap hundreds of POWs in deal mediated by UAE",
        "Al Jazeera",
        "B",
        "2024-12-30",
        "wire_report",
        address="https://www.aljazeera.com/news/2024/12/30/ukraine-russia-swap-hundreds-of-pows-in-deal-mediated-by-uae",
    )
    s.cite(
        "Interview with a member of an exchange team",
        "Own interviews",
        "C",
        "2025-07-01",
        "interview",
        confidential=True,
        address="https://secret.example/interview",
    )
    s.agreement(
        "Istanbul agreement",
        "completed",
        date="2025-06-02",
        parties=(s.ids["Russia"], s.ids["Ukraine"]),
        place="Istanbul",
        due="2025-06-09/2025-06-15",
        status_on="2025-06-16",
        undertakings="A standing medical commission",
    )
    s.agreement(
        "List of children handed over in Istanbul", "under_way", date="2025-06-02", parties=(s.ids["Russia"], s.ids["Ukraine"])
    )
    talks, up, ch, kl, sp = (s.sources[n].title for n in (6, 2, 3, 4, 5))
    for way in ("Russia>Ukraine", "Ukraine>Russia"):
        s.claim(
            "Istanbul agreement",
            "6,000",
            up,
            "each side was to return six thousand of the dead, 6,000 for 6,000",
            "paragraph 5",
            stage="agreed",
            way=way,
            claimant=None,
            said_on="2025-06-02",
            credibility=2,
        )
        s.claim(
            "Istanbul agreement",
            "at least 1,000",
            talks,
            "no fewer than 1,000 prisoners from each side",
            "paragraphs 3 and 5",
            stage="agreed",
            way=way,
            claimant="Russia",
            unit="person",
            category="prisoner_of_war",
            said_on="2025-06-02",
            credibility=3,
        )
    s.event("Bodies brought to the exchange point", "Istanbul agreement", "postponed", date="2025-06-07")
    s.claim(
        "Bodies brought to the exchange point",
        "1212",
        s.sources[8].title,
        "1212 dead at the agreed point, and no one there to take them",
        "paragraph 7",
        stage="presented",
        claimant="Russian Ministry of Defence",
        said_on="2025-06-07",
        credibility=3,
    )
    for day, title, source in ((9, "Prisoners under 25, first group", 7), (10, "Seriously wounded and ill prisoners", 8)):
        s.event(title, "Istanbul agreement", "completed", "prisoner_exchange", date=f"2025-06-{day:02}")
        for way, who in (("Russia>Ukraine", "Ukraine"), ("Ukraine>Russia", "Russia")):
            s.claim(
                title,
                "not given",
                s.sources[source].title,
                "the group has been exchanged; neither side said how many",
                "paragraph 1",
                way=way,
                claimant=who,
                unit="person",
                category="prisoner_of_war",
                said_on=f"2025-06-{day:02}",
                credibility=2,
            )
    for day, title, n, back in (
        (11, "Bodies, first tranche", "1,212", "27"),
        (13, "Bodies, second tranche", "1,200", ""),
        (14, "Bodies, third tranche", "1,200", ""),
        (15, "Bodies, fourth tranche", "1,200", ""),
        (16, "Bodies, fifth tranche", "1,245", "51"),
    ):
        s.event(title, "Istanbul agreement", date=f"2025-06-{day:02}", place="Novaya Huta", mediators=())
        s.claim(
            title,
            n,
            up,
            f"the bodies of {n} people have arrived",
            f"paragraph {day - 9}",
            said_on=f"2025-06-{day:02}",
            credibility=2,
        )
        if back:
            s.claim(
                title,
                back,
                s.sources[1].title,
                f"к нам пришли {back} тел наших погибших",
                "paragraph 2",
                way="Ukraine>Russia",
                claimant="Vladimir Medinsky, aide to the President",
                said_on=f"2025-06-{day:02}",
                credibility=3,
            )
    s.claim(
        "Istanbul agreement",
        "6,057",
        ch,
        "Загалом за всі етапи Україна прийняла тіла 6 057 загиблих",
        "paragraph 2",
        as_of="2025-06-16",
        credibility=2,
    )
    s.claim(
        "Istanbul agreement",
        "6,060",
        kl,
        "Нам передали 6 060 тіл. Тепер слово за експертами",
        "whole post",
        claimant="Interior minister",
        as_of="2025-06-16",
        credibility=3,
    )
    s.claim(
        "Istanbul agreement",
        "6,060",
        sp,
        "the ministry puts the whole operation at 6,060 bodies",
        "paragraph 4",
        claimant="Russian Ministry of Defence",
        as_of="2025-06-16",
        credibility=3,
    )
    s.claim(
        "Istanbul agreement",
        "about 6,000",
        s.sources[12].title,
        "the secret words of the witness",
        "minute 12",
        claimant="Interior minister",
        as_of="2025-06-16",
        credibility=3,
    )
    children = "List of children handed over in Istanbul"
    s.claim(
        children,
        "339",
        talks,
        "a list of 339 names",
        "paragraphs 3 and 5",
        stage="listed",
        claimant="Ukraine",
        unit="person",
        category="child",
        said_on="2025-06-02",
        name="list",
        credibility=3,
    )
    s.claim(
        children,
        "less than a fifth",
        s.sources[9].title,
        "менш ніж щодо п’ятої частини списку є відповідь",
        "paragraph 3",
        stage="listed",
        claimant="Ukraine",
        unit="person",
        category="child",
        said_on="2025-06-20",
        part_of="list",
        of=("list", "fewer_than 1/5"),
        credibility=3,
    )
    s.claim(
        children,
        "more than 200",
        s.sources[9].title,
        "понад двісті імен лишилися без жодної реакції",
        "paragraph 3",
        stage="listed",
        claimant="Ukraine",
        unit="person",
        category="child",
        said_on="2025-06-20",
        part_of="list",
        credibility=3,
    )
    s.event("Exchange of 5 February 2026", None, "completed", "prisoner_exchange", date="2026-02-05")
    reuters = s.sources[10].title
    for way, who in (("Russia>Ukraine", "Coordination Headquarters"), ("Ukraine>Russia", "Russian Ministry of Defence")):
        s.claim(
            "Exchange of 5 February 2026",
            "157",
            reuters,
            "both ministries put it at 157 each",
            "paragraph 2",
            way=way,
            claimant=who,
            unit="person",
            category="person",
            said_on="2026-02-05",
            credibility=2,
        )
    s.claim(
        "Exchange of 5 February 2026",
        "314",
        reuters,
        "the envoy spoke of 314",
        "paragraph 4",
        way="",
        claimant="Envoy of the United States",
        unit="person",
        category="person",
        said_on="2026-02-05",
        vantage="mediator",
        credibility=2,
    )
    s.event(
        "Exchange before the new year",
        None,
        "completed",
        "prisoner_exchange",
        date="2024-12-30",
        mediators=("United Arab Emirates",),
    )
    jazeera = s.sources[11].title
    s.claim(
        "Exchange before the new year",
        "189",
        jazeera,
        "Kyiv said 189 had come home",
        "paragraph 3",
        claimant="Ukraine",
        unit="person",
        category="prisoner_of_war",
        said_on="2024-12-30",
        credibility=2,
    )
    s.claim(
        "Exchange before the new year",
        "150",
        jazeera,
        "Moscow said 150",
        "paragraph 2",
        claimant="Russian Ministry of Defence",
        unit="person",
        category="prisoner_of_war",
        said_on="2024-12-30",
        credibility=2,
    )
    s.claim(
        "Exchange before the new year",
        "190",
        jazeera,
        "190, as it first seemed",
        "paragraph 3",
        claimant="Ukraine",
        unit="person",
        category="prisoner_of_war",
        said_on="2024-12-30",
        retracted=True,
        retracted_on="2024-12-31",
        retracted_reason="misread",
        credibility=2,
    )
    return s


LONG_NAME = (
    "Координаційний штаб з питань поводження з військовополоненими при Головному управлінні розвідки Міністерства оборони"
)
LONG_ADDRESS = "https://example.org/" + "/".join(f"дуже-довга-частина-адреси-{n}" for n in range(14)) + "/end"
LONG_QUOTE = " ".join(f"слово{n}" for n in range(60))
MARKUP = "<b>R&D</b> &amp; <unnamed> source"
TURNED = "abc\u202eевил\u0000 שלום 😀 \u200bkept"


def extremes() -> Scene:
    """Long names, addresses and quotes; text that is markup elsewhere, or turns the direction of reading."""
    s = Scene()
    s.party(LONG_NAME, PartyKind.ORGAN, "Ukraine")
    s.party(MARKUP + " office", PartyKind.ORGAN, "Russia")
    s.cite(MARKUP, "<para>Publisher</para>", "B", "2025-06-01", "wire_report", address="javascript:alert(1)")
    s.cite(
        LONG_QUOTE + " title",
        LONG_NAME + " прес-служба",
        "B",
        "2025-06-01",
        "social_post",
        address=LONG_ADDRESS,
        archived_address=LONG_ADDRESS,
    )
    s.cite(TURNED, "Непроникний" * 12, "B", "2025-06~", "dataset", address="https://example.org/\u202e")
    one, two, three = (source.title for source in s.sources[1:])
    s.agreement(MARKUP + " agreement " + LONG_NAME, "under_way", date="2025-06", due="2025-06/2025-08", undertakings=LONG_QUOTE)
    title = s.agreements[0].title
    s.claim(
        title, "more than 6000", one, "<i>quote</i>", "<p> 1", stage="agreed", claimant=MARKUP + " office", said_on="2025-06-01"
    )
    s.event(LONG_QUOTE + " event", title, date="2025-06-03/2025-06-05", place=MARKUP)
    s.claim(LONG_QUOTE + " event", "tens of thousands", two, LONG_QUOTE, "paragraph " + "9" * 60, claimant=LONG_NAME)
    s.event(TURNED + " event", title, date="2025-07-01")
    s.claim(TURNED + " event", "987654321012", three, TURNED, TURNED, claimant=LONG_NAME)
    s.claim(TURNED + " event", "dozens", one, "dozens", "<p> 2", claimant=MARKUP + " office")
    return s


def many(events: int = 250) -> Scene:
    """Four figures an event, some of them apart."""
    s = Scene()
    for n in range(40):
        s.cite(
            f"Report {'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10]}",
            f"Publisher {'ABCDEFGH'[n % 8]}",
            "BCDF"[n % 4],
            "2025-06-01",
            "wire_report",
            address=f"https://example.org/{n}",
        )
    titles = [source.title for source in s.sources[1:]]
    for a in range(5):
        s.agreement(
            f"Agreement {['one', 'two', 'three', 'four', 'five'][a]}", "under_way", date=f"2025-0{a + 1}-01", due="2026-01-01"
        )
        for way in ("Russia>Ukraine", "Ukraine>Russia"):
            s.claim(
                s.agreements[a].title,
                "6,000",
                titles[a],
                "six thousand",
                "paragraph 1",
                stage="agreed",
                way=way,
                said_on="2025-01-01",
            )
    for n in range(events):
        name = f"Handover {n:04}".translate(str.maketrans("0123456789", "abcdefghij"))
        s.event(name, s.agreements[n % 5].title, date=f"2025-{n % 11 + 1:02}-{n % 27 + 1:02}")
        for at, (way, claimant) in enumerate(
            (
                ("Russia>Ukraine", "Ukraine"),
                ("Russia>Ukraine", "Russia"),
                ("Ukraine>Russia", "Russia"),
                ("Ukraine>Russia", "Ukraine"),
            )
        ):
            s.claim(
                name,
                f"{20 + n % 7 + at}",
                titles[(n + at) % 40],
                f"quote {n}",
                f"paragraph {n % 9 + 1}",
                way=way,
                claimant=claimant,
                said_on="2025-11-30",
            )
    return s


def one_line() -> Scene:
    s = Scene()
    s.event("One exchange", None, date="2025-07-01", kind="prisoner_exchange")
    s.claim("One exchange", "157", "report", "157 came", "", unit="person", category="person")
    return s


CASES = {"istanbul": istanbul, "extremes": extremes, "one line": one_line, "nothing": Scene}


@dataclass(frozen=True)
class Word:
    """A run of text on a finished page, in points from the left bottom corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class ReadPage:
    width: float
    height: float
    text: str
    words: tuple[Word, ...]


def read_back(pdf: bytes) -> list[ReadPage]:
    """A finished briefing as a reader of PDFs sees it."""
    found = []
    with pdfium.PdfDocument(pdf) as document:
        for at in range(len(document)):
            page = document[at]
            texts = page.get_textpage()
            boxes = [texts.get_rect(n) for n in range(texts.count_rects())]
            words = tuple(Word(texts.get_text_bounded(*box), *box) for box in boxes)
            found.append(ReadPage(*page.get_size(), texts.get_text_range(), words))
            texts.close()
            page.close()
    return found


@pytest.fixture(scope="session")
def read_pdf() -> Callable[[bytes], list[ReadPage]]:
    return read_back


@pytest.fixture(params=sorted(CASES))
def any_case(request: pytest.FixtureRequest) -> Compared:
    return CASES[request.param]().compared()


@pytest.fixture
def case() -> Callable[[str], Compared]:
    return lambda name: CASES[name]().compared()


@pytest.fixture
def thousand() -> Compared:
    return many().compared()


@pytest.fixture
def options() -> BriefingOptions:
    return BriefingOptions(
        title="Promised in Istanbul, counted at the handover",
        author="Sample author",
        organisation="Example Registry of Handovers",
        label="Internal",
        as_of=AS_OF,
        opening=(
            "This briefing sets what was promised in Istanbul beside what can be shown to have been handed over. "
            "It counts the dead by body, as its sources do, and says nothing about who they were."
        ),
    )


@pytest.fixture
def sample() -> Compared:
    return istanbul().compared()


@pytest.fixture
def scene() -> Callable[[], Scene]:
    return istanbul
