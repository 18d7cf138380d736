"""Documents and tables from adversaries: each must be read, or refused in one sentence, in bounded time and memory.

The documents go through the same call as those that are dropped into the window, the tables through the same as an import's
preview. Every file is made by a seeded chance, so that a number names the same file again.
"""

from __future__ import annotations

import io
import random
import resource
import sys
import zipfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from faults_damage import OUTCOMES, Outcome, in_children

from exchange.document import UnreadableDocument, read_document
from exchange.heading import NoTable
from exchange.table_file import read_table
from figures.reading import suggest

_MOST_BYTES = 1 << 30
_TEXT = "Ukraine received 1,212 bodies on Wednesday, Kyiv said. Росія передала 27 тіл. Обмін відбувся у п'ятницю. "
_HEADINGS = "event,figure,unit,stage,claimant,source_title,quote\n"
Made = tuple[str, bytes]


def hostile(times: int, seed: int, folder: Path) -> dict[str, float]:
    """Read so many hostile files, each in one of the ways below, and count what became of them."""
    found = dict.fromkeys(("read", *OUTCOMES), 0)
    del found["harmless"], found["named"]
    longest = 0.0

    def one(number: int) -> str:
        return become(seed * 1_000_003 + number, folder)

    for outcome, seconds in in_children(one, times):
        found[outcome] += 1
        longest = max(longest, seconds)
    return {"hostile documents and tables": times, **found, "longest, in seconds": round(longest, 2)}


def become(number: int, folder: Path) -> Outcome:
    """Make the file of this number, read it, and say what became of it."""
    chance = random.Random(number)
    name, data = chance.choice(WAYS)(chance)
    try:
        if name.endswith((".csv", ".xlsx", ".ods")):
            place = folder / name
            place.write_bytes(data)
            for row in islice(read_table(place).rows, 100):
                str(row).encode()
        else:
            text = read_document(data, file_name=name).text
            text.encode()
            for found in suggest(text[:20_000]):
                if text[found.start : found.end] != found.quote:
                    return "silently wrong"
        outcome = "read"
    except (UnreadableDocument, NoTable) as refusal:
        outcome = "refused" if "\n" not in str(refusal) else "crashes"
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * 1024
    return "over 1 GiB" if most > _MOST_BYTES else outcome


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as into:
        for name, data in parts.items():
            into.writestr(name, data)
    return out.getvalue()


def word(body: bytes) -> bytes:
    """A Word file around this body, written by hand."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return archive(
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            b'wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            b'Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
            b'Target="word/document.xml"/></Relationships>',
            "word/document.xml": body.replace(b"W_NS", main.encode()),
        }
    )


def paragraph(text: bytes, head: bytes = b"") -> bytes:
    return head + b'<w:document xmlns:w="W_NS"><w:body><w:p><w:r><w:t>' + text + b"</w:t></w:r></w:p></w:body></w:document>"


def sheet(rows: bytes, head: bytes = b"") -> bytes:
    """A workbook around these rows, written by hand."""
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = b"http://schemas.openxmlformats.org/package/2006/relationships"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml."
    return archive(
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
            b'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
            b'PartName="/xl/workbook.xml" ContentType="' + kind + b'sheet.main+xml"/><Override '
            b'PartName="/xl/worksheets/sheet1.xml" ContentType="' + kind + b'worksheet+xml"/></Types>',
            "_rels/.rels": b'<Relationships xmlns="%s"><Relationship Id="r" Type="%s/officeDocument" Target="xl/workbook.xml"/>'
            b"</Relationships>" % (package, office),
            "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="%s"><Relationship Id="r1" Type="%s/worksheet" '
            b'Target="worksheets/sheet1.xml"/></Relationships>' % (package, office),
            "xl/workbook.xml": b'<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
            b"</workbook>" % (main, office),
            "xl/worksheets/sheet1.xml": head + b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (main, rows),
        }
    )


def open_sheet(body: bytes, head: bytes = b"") -> bytes:
    """An OpenDocument spreadsheet around this body."""
    names = b"urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        head + b'<office:document-content xmlns:office="%soffice:1.0" xmlns:table="%stable:1.0" xmlns:text="%stext:1.0">'
        b"<office:body><office:spreadsheet><table:table>%s</table:table></office:spreadsheet></office:body>"
        b"</office:document-content>" % (names, names, names, body)
    )
    return archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def entities(depth: int) -> bytes:
    lines = [b'<!ENTITY a0 "1,212 bodies ">']
    lines += [b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, depth)]
    return b"<!DOCTYPE x [" + b"".join(lines) + b"]>"


OUTSIDE = b'<!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/passwd">]>'


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first of them its root."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return bytes(out) + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def text_pdf(times: int) -> bytes:
    stream = b"BT /F1 12 Tf 14 TL 50 700 Td " + b"(1,212 bodies were handed over) Tj T* " * times + b"ET"
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        ]
    )


def strange_pdf(chance: random.Random) -> Made:
    """A page tree in a circle, a million pages that are not there, one page listed again and again, streams in streams."""
    root, page = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    deep = b"[" * chance.randrange(10, 200_000)
    many = b"<</Type/Pages/Kids[%s]/Count 100000>>" % (b"3 0 R " * 100_000)
    return "endless.pdf", chance.choice(
        [
            lambda: pdf([root, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]),
            lambda: pdf([root, b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", page]),
            lambda: pdf([root, many, page]),
            lambda: pdf([root, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/Contents 3 0 R>>"]),
            lambda: pdf([root, deep]),
            lambda: pdf([b"<</Type/Catalog/Pages 1 0 R>>"]),
            lambda: text_pdf(chance.choice((1, 1_000, 200_000))),
        ]
    )()


def strange_page(chance: random.Random) -> Made:
    """Scripts, frames, a hundred thousand nested elements, endless attributes, unknown encodings, hidden bytes."""
    times = chance.choice((10, 1_000, 100_000))
    text = _TEXT.encode() * 20
    return "page.html", chance.choice(
        [
            lambda: b"<html><body>" + b"<div>" * times + text,
            lambda: b"<html><body>" + b"<table><tr><td>" * times + text,
            lambda: b"<html><body>" + b"<b><i>" * times + text + b"</b>" * times,
            lambda: b"<html><body " + b'a="b" ' * times + b">" + text,
            lambda: b'<html><head><meta charset="no-such-thing"></head><body>' + text,
            lambda: b"<html><body><script>while(1);</script><iframe src='file:///etc/passwd'></iframe>" + text,
            lambda: b"<html><body><p>" + text + b"\x00\x00" * times + b"&#xD800;&#xDFFF;&#x202E;&#0;" + text,
            lambda: b"<html><body>" + b"<!--" * times + text,
            lambda: b"<html><body>" + b"&amp" * times * 10,
            lambda: b"<?xml version='1.0'?>" + entities(12) + b"<html><body><p>&a11;</p></body></html>",
            lambda: b"<?xml version='1.0'?>" + OUTSIDE + b"<html><body><p>&out;" + text + b"</p></body></html>",
            lambda: b"<html><body><p>" + b"1 " * times * 10,
        ]
    )()


def strange_word(chance: random.Random) -> Made:
    """Bombs of zip and XML, an outside entity, a part that climbs out of its folder, deep tables."""
    times = chance.choice((10, 1_000, 50_000))
    outside = word(paragraph(b"&out;", OUTSIDE))
    nested = b"<w:tbl><w:tr><w:tc>" * times
    return "letter.docx", chance.choice(
        [
            lambda: word(paragraph(b"&a9;", entities(10))),
            lambda: outside,
            lambda: word(paragraph(b"0" * 150_000_000)),
            lambda: word(paragraph(b"1,212 bodies " * times)),
            lambda: word(b'<w:document xmlns:w="W_NS"><w:body>' + nested),
            lambda: archive({"../../../word/document.xml": b"", "word/document.xml": b"<a/>", "CON": b"", "/dev/null": b""}),
            lambda: archive({f"word/{n}.xml": b"" for n in range(times)} | {"word/document.xml": b""}),
            lambda: outside[: chance.randrange(len(outside))],
        ]
    )()


def strange_letter(chance: random.Random) -> Made:
    """Parts within parts, headers without end, half characters, an encoding that is none."""
    times = chance.choice((10, 1_000, 20_000))
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(min(times, 5_000))
    )
    return "letter.eml", chance.choice(
        [
            lambda: nested + b"Content-Type: text/plain\r\n\r\n1,212 bodies",
            lambda: b"Subject: " + b"=?utf-8?b?0J7QsQ==?= " * times + b"\r\n\r\n1,212 bodies",
            lambda: b"Subject: \xff\xfe\xed\xa0\x80\r\nContent-Type: text/plain; charset=klingon\r\n\r\n\xff\xfe 1,212 bodies",
            lambda: b"".join(b"X-%d: y\r\n" % n for n in range(times)) + b"\r\n1,212 bodies",
            lambda: b"From: " + b"<" * times + b"\r\n\r\n1,212 bodies",
            lambda: b'Content-Type: text/plain; name="../../../etc/passwd"; ' + b"a*0=b; " * times + b"\r\n\r\n1,212 bodies",
            lambda: b"Date: " + b"1" * times + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"MSwyMTI=" * times,
        ]
    )()


def strange_text(chance: random.Random) -> Made:
    """Letters that turn round, half characters, empty bytes, one endless word, names that are paths or devices."""
    times = chance.choice((10, 10_000, 1_000_000))
    name = chance.choice(("a.txt", "../../../etc/passwd.txt", "NUL.txt", "a\u202etxt.exe", "/dev/zero.txt", "", "a" * 5_000))
    return name, chance.choice(
        [
            lambda: "1\u202e212\u2066 bodies\u2069 ".encode() * min(times, 20_000),
            lambda: b"\xed\xa0\x80 1,212 bodies \xed\xbf\xbf" * min(times, 20_000),
            lambda: b"1,212 bodies " * 300 + b"\x00" * times,
            lambda: b"9" * times,
            lambda: b"(" * times,
            lambda: b"\xff\xfe" + b"\x00\xd8" * min(times, 50_000),
            lambda: b"\xff\xfe\x00\x00" + b"\xff" * min(times, 50_000),
            lambda: "6\u0301\u0302000 тіл ".encode() * min(times, 20_000),
        ]
    )()


def strange_picture(chance: random.Random) -> Made:
    """Pictures that say that they are huge; no picture is decoded when it is taken in."""
    huge = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x06\x00\x00\x00"
    return chance.choice(
        [("a.png", huge + chance.randbytes(50)), ("a.gif", b"GIF89a\xff\xff\xff\xff"), ("a.mp4", b"\x00\x00\x00\x18ftypmp42")]
    )


def strange_table(chance: random.Random) -> Made:
    """Formulas, a quote that never closes, a million columns, bombs of zip and XML, rows without number."""
    times = chance.choice((10, 1_000, 100_000))
    row = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>%s</t></is></c></row>'
    ods_row = b'<table:table-row table:number-rows-repeated="%d"><table:table-cell table:number-columns-repeated="%d" '
    ods_row += b'office:value-type="string"><text:p>%s</text:p></table:table-cell></table:table-row>'
    return chance.choice(
        [
            lambda: ("a.csv", (_HEADINGS + '=cmd|"/c calc"!A1,@SUM(1),+1,-1,\tx,\ry,=1\n' * min(times, 10_000)).encode()),
            lambda: ("a.csv", (_HEADINGS + '"' + _TEXT * min(times, 20_000)).encode()),
            lambda: ("a.csv", b"," * times * 10 + b"\n1"),
            lambda: ("a.csv", _HEADINGS.encode() + b"\x00" * times),
            lambda: ("a.csv", b"\xff\xfe" + chance.randbytes(min(times, 20_000))),
            lambda: ("a.csv", b"a\n" * times),
            lambda: ("a.csv", b'a;b\t"c,d|' * times),
            lambda: ("a.xlsx", sheet(row % (1, 1, b"&a9;"), entities(10))),
            lambda: ("a.xlsx", sheet(row % (1, 1, b"&out;"), OUTSIDE)),
            lambda: ("a.xlsx", sheet(b"".join(row % (n, n, b"figure") for n in range(1, min(times, 30_000))))),
            lambda: ("a.xlsx", sheet(row % (1_048_576, 1_048_576, b"figure"))),
            lambda: ("a.xlsx", sheet(row % (1, 1, b"0" * 150_000_000))),
            lambda: ("a.xlsx", sheet(b'<row r="1"><c r="XFD1"><v>1</v></c><c r="ZZZZZZ9"><v>NaN</v></c></row>')),
            lambda: ("a.xlsx", sheet(b'<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><v>1e999</v></c></row>' * 2)),
            lambda: ("a.ods", open_sheet(ods_row % (1, 1, b"&a9;"), entities(10))),
            lambda: ("a.ods", open_sheet(ods_row % (1, 1, b"&out;"), OUTSIDE)),
            lambda: ("a.ods", open_sheet(ods_row % (2_000_000_000, 2_000_000_000, b"1"))),
            lambda: ("a.ods", open_sheet(ods_row % (1, 1, b"x") * min(times, 30_000))),
            lambda: ("a.ods", open_sheet(b"<table:table-row>" * min(times, 1_000))),
            lambda: ("a.ods", open_sheet(ods_row % (1, 1, b"0" * 150_000_000))),
        ]
    )()


SOUND: dict[str, Callable[[], bytes]] = {
    "a.pdf": lambda: text_pdf(30),
    "a.html": lambda: ("<html><body><article><p>" + _TEXT * 20 + "</p></article></body></html>").encode(),
    "a.docx": lambda: word(paragraph(_TEXT.encode() * 20)),
    "a.eml": lambda: ("Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + _TEXT * 20).encode(),
    "a.txt": lambda: (_TEXT * 20).encode("windows-1251", errors="replace"),
    "a.csv": lambda: (_HEADINGS + 'E,"1,212",body,transferred,Kyiv,Report,words\n' * 20).encode(),
    "a.xlsx": lambda: sheet(b'<row r="1"><c r="A1"><v>1212</v></c></row>' * 20),
    "a.ods": lambda: open_sheet(b"<table:table-row><table:table-cell/></table:table-row>" * 20),
}


def damaged_document(chance: random.Random) -> Made:
    """A sound file with bits flipped, its end missing, a piece twice, or under another ending."""
    name = chance.choice(list(SOUND))
    data = bytearray(SOUND[name]())
    for _ in range(chance.choice((0, 1, 3, 50))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    way = chance.randrange(4)
    if way == 0:
        del data[chance.randrange(len(data)) :]
    elif way == 1:
        at = chance.randrange(len(data))
        data[at:at] = data[: chance.randrange(len(data))]
    elif way == 2:
        name = chance.choice(list(SOUND))
    return name, bytes(data)


def noise(chance: random.Random) -> Made:
    """Random bytes behind the first bytes of some kind of file."""
    head = chance.choice(
        (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"{\\rtf", b"\xd0\xcf\x11\xe0")
    )
    return chance.choice(list(SOUND)), head + chance.randbytes(chance.randrange(20_000))


WAYS: tuple[Callable[[random.Random], Made], ...] = (
    strange_pdf,
    strange_page,
    strange_word,
    strange_letter,
    strange_text,
    strange_picture,
    strange_table,
    strange_table,
    damaged_document,
    damaged_document,
    noise,
)
