"""Documents of every kind that a researcher drops in, and the text that is taken from them."""

from __future__ import annotations

import io
from email.message import EmailMessage

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.document import Document, UnreadableDocument, kind_of, read_document, read_here
from exchange.layout import tidy, unwrapped

UKRAINIAN = "Україна отримала тіла 909 загиблих оборонців. Їх привезли з Росії. Обмін відбувся у п'ятницю."
RUSSIAN = "Россия передала Украине тела 909 погибших. Взамен получено 41 тело российских военнослужащих."
PAGE = """<!doctype html><html lang="en"><head><meta charset="{charset}"><title>Bodies returned | The Paper</title>
<meta property="og:site_name" content="The Paper"><meta property="og:title" content="Bodies returned">
<meta name="author" content="Anna Writer"><meta property="article:published_time" content="2025-06-16T10:00:00+03:00">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a> Subscribe for 5 euros</nav>
<article><h1>Bodies returned</h1><p>{text}</p>
<p>The Coordination Headquarters said that the remains had been brought to the morgues of three regions for examination.</p>
<p>Experts of the ministry are to establish who the dead are, and the families will be told when this has been done.</p>
</article><footer>Copyright 2025. All 300 rights reserved.</footer></body></html>"""


def test_plain_text_is_kept_character_for_character() -> None:
    text = "A\u00a0further 1\u202f245\r\nbodies\u00ad have   arrived.\n"
    assert read_document(text.encode(), file_name="a.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "koi8-u", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("text", [UKRAINIAN, RUSSIAN])
def test_cyrillic_text_is_read_in_any_encoding_undeclared(text: str, encoding: str) -> None:
    document = read_document(text.encode(encoding), file_name="a.txt", media_type="text/plain")
    assert document.text.lstrip("\ufeff") == text
    assert document.language == ("uk" if text is UKRAINIAN else "ru")


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-u"])
def test_a_page_in_a_declared_encoding_gives_its_article(charset: str) -> None:
    page = PAGE.format(charset=charset, text=UKRAINIAN).encode(charset)
    document = read_document(page, file_name="a.html")
    assert UKRAINIAN in document.text


def test_a_saved_page_loses_its_clutter_and_keeps_what_it_says_of_itself() -> None:
    text = "A further 1,245 bodies have arrived in Ukraine, the Coordination Headquarters said on Monday."
    document = read_document(PAGE.format(charset="utf-8", text=text).encode(), file_name="saved", media_type="text/html")
    assert text in document.text
    assert "Subscribe" not in document.text
    assert document.title == "Bodies returned"
    assert document.publisher == "The Paper"
    assert document.published == "2025-06-16"
    assert document.authors == ("Anna Writer",)
    assert document.language == "en"


def test_a_page_without_an_article_gives_its_visible_text() -> None:
    document = read_document(b"<html><body>157 <b>each</b><script>var x = 9</script></body></html>", file_name="a.html")
    assert "157" in document.text
    assert "var" not in document.text


def _pdf(*pages: str) -> bytes:
    """A PDF whose pages carry this text, written by hand: Helvetica, one line each."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for i, page in enumerate(pages):
        lines = page.split("\n")
        stream = ("BT /F1 12 Tf 14 TL 50 700 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET").encode()
        box = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * i} 0 R>>"
        objects += [box.encode(), b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream)]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def test_a_pdf_keeps_its_page_numbers() -> None:
    document = read_document(_pdf("The bodies of 1,212 soldiers", "came back in June."), file_name="a.pdf")
    assert "1,212" in document.text
    assert document.page_at(document.text.index("1,212")) == 1
    assert document.page_at(document.text.index("June")) == 2


def test_a_pdf_of_pictures_has_no_text() -> None:
    blank = pypdfium2.PdfDocument.new()
    blank.new_page(100, 100)
    out = io.BytesIO()
    blank.save(out)
    assert read_document(out.getvalue(), file_name="scan.pdf").text == ""


def test_phrases_broken_over_lines_are_whole_again() -> None:
    broken = "Ukraine received the bodies of pris-\noners of war who had died in cap\u00ad\ntivity, the head\nof the staﬀ said."
    assert (
        unwrapped(broken)
        == "Ukraine received the bodies of prisoners of war who had died in captivity, the head of the staff said."
    )
    assert tidy("so\u00adldiers \n\n\n\nof the ﬁrst") == "soldiers\n\nof the first"


def test_a_word_file_gives_paragraphs_and_tables() -> None:
    import docx

    file = docx.Document()
    file.core_properties.title = "Exchange"
    file.core_properties.author = "Staff"
    file.add_paragraph("95 prisoners of war were exchanged.")
    table = file.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Returned", "303"
    out = io.BytesIO()
    file.save(out)
    document = read_document(out.getvalue(), file_name="a.docx")
    assert "95 prisoners of war were exchanged." in document.text
    assert "303" in document.text
    assert (document.title, document.authors) == ("Exchange", ("Staff",))


def test_a_letter_gives_its_text_subject_sender_and_day() -> None:
    letter = EmailMessage()
    letter["Subject"], letter["From"] = "Обмін", "Штаб <staff@example.org>"
    letter["Date"] = "Mon, 16 Jun 2025 10:00:00 +0300"
    letter.set_content(UKRAINIAN, charset="koi8-u")
    document = read_document(letter.as_bytes(), file_name="a.eml")
    assert document.text == UKRAINIAN
    assert (document.title, document.authors, document.published) == ("Обмін", ("Штаб",), "2025-06-16")


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"\x89PNG\r\n\x1a\n123", "a.png"), (b"\xff\xd8\xff\xe0", "a.jpg"), (b"\x00\x00\x00\x18ftypmp42", "a.mp4")],
)
def test_pictures_and_films_are_kept_without_text(data: bytes, name: str) -> None:
    document = read_document(data, file_name=name)
    assert document.text == ""
    assert document.media_type.startswith(("image/", "video/"))


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7 broken", "a.pdf"),
        (b"PK\x03\x04broken", "a.docx"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "a.doc"),
        (b"{\\rtf1 hello}", "a.rtf"),
        (bytes(1000), "a.bin"),
        (b"", "a.html"),
        (b"Subject: none\r\n\r\n", "a.eml"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, name: str) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        read_document(data, file_name=name)
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)


@settings(deadline=None, max_examples=60)
@given(data=st.binary(max_size=300), name=st.sampled_from(["a.txt", "a.html", "a.pdf", "a.docx", "a.eml", "a", "a.png"]))
def test_no_bytes_break_the_intake(data: bytes, name: str) -> None:
    try:
        document = read_here(data, kind_of(data, name, ""))
    except UnreadableDocument:
        return
    assert isinstance(document, Document)
