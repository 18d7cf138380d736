"""What strains a page: the longest names, addresses and quotes, text that is markup elsewhere, and a thousand figures."""

from __future__ import annotations

from scene import Scene

from figures.vocabulary import PartyKind

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
