"""Documents from adversaries: whatever is wrong with them ends in one sentence, in a bounded time, and in another process."""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import time
import zipfile

import pytest

from exchange.apart import read_apart
from exchange.document import UnreadableDocument, read_document
from exchange.heading import NoTable
from exchange.table_file import read_csv, read_table

PAGE = b"<html><head><title>A return</title></head><body><p>Ukraine received 1,212 bodies on Wednesday.</p>%s</body></html>"
MAIN = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: bytes) -> bytes:
    """A Word file around this part, written by hand."""
    package = b"http://schemas.openxmlformats.org/package/2006/"
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr(
            "[Content_Types].xml",
            b'<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            b'relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
            b'officedocument.wordprocessingml.document.main+xml"/></Types>' % package,
        )
        into.writestr(
            "_rels/.rels",
            b'<Relationships xmlns="%srelationships"><Relationship Id="a" Type="%s/officeDocument" '
            b'Target="word/document.xml"/></Relationships>' % (package, office),
        )
        into.writestr("word/document.xml", body)
    return out.getvalue()


def paragraph(text: bytes, head: bytes = b"") -> bytes:
    return head + b'<w:document xmlns:w="%s"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>' % (MAIN, text)


def test_a_file_outside_is_not_read_into_a_word_file(tmp_path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("known to nobody")
    head = b'<!DOCTYPE x [<!ENTITY out SYSTEM "file://%s">]>' % os.fsencode(secret)
    try:
        text = read_document(word(paragraph(b"1,212 &out;", head)), file_name="a.docx").text
    except UnreadableDocument:
        text = ""
    assert "known" not in text


def test_entities_that_grow_without_end_are_refused() -> None:
    lines = [b'<!ENTITY a0 "bodies ">'] + [b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12)]
    with pytest.raises(UnreadableDocument):
        read_document(word(paragraph(b"&a11;", b"<!DOCTYPE x [" + b"".join(lines) + b"]>")), file_name="a.docx")


def test_an_archive_that_unpacks_to_gigabytes_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="unpacks to more"):
        read_document(word(paragraph(b"0" * 250_000_000)), file_name="a.docx")


def test_a_page_that_would_take_for_ever_is_given_up_in_one_sentence() -> None:
    with pytest.raises(UnreadableDocument, match="more than 1 s"):
        read_apart(PAGE % (b"<p>1,212 bodies came back.</p>" * 200_000), "text/html", seconds=1)


def test_scripts_of_a_page_are_neither_run_nor_kept() -> None:
    page = PAGE % b"<script>while(1);</script><iframe src='file:///etc/hostname'></iframe>"
    document = read_document(page, file_name="a.html")
    assert "1,212 bodies" in document.text
    assert "while" not in document.text


def test_half_characters_of_a_letter_do_not_reach_the_casefile() -> None:
    letter = b"Subject: \xed\xa0\x80 return\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n1,212 bodies \xed\xbf\xbf"
    document = read_document(letter, file_name="a.eml")
    assert "1,212 bodies" in document.text
    (document.title + document.text).encode()


def test_a_reading_that_nobody_wants_any_more_is_ended() -> None:
    start = time.monotonic()
    with pytest.raises(UnreadableDocument, match="cancelled"):
        read_apart(PAGE % (b"<p>1,212 bodies</p>" * 200_000), "text/html", lambda: True)
    assert time.monotonic() - start < 10


def spreadsheet(content: bytes) -> bytes:
    """An OpenDocument spreadsheet whose one part is this."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr("content.xml", content)
    return out.getvalue()


def test_a_spreadsheet_that_unpacks_to_more_than_the_memory_is_refused_by_name(tmp_path) -> None:
    bomb = tmp_path / "bomb.ods"
    bomb.write_bytes(spreadsheet(b"<a>" + b"<b/>" * 20_000_000))
    with pytest.raises(NoTable, match=r"^bomb\.ods [^\n]+\.$"):
        read_table(bomb)


def test_a_table_of_a_hundred_thousand_columns_is_refused_at_once(tmp_path) -> None:
    wide = tmp_path / "wide.csv"
    wide.write_bytes(b'a;b\t"c,d|' * 100_000)
    with pytest.raises(NoTable, match="columns"):
        read_table(wide)


def test_headings_below_a_hundred_thousand_blank_rows_are_found() -> None:
    head, row = "event,event_date,number,unit,category,stage,source_title", "Swap,2025,5,body,deceased,offered,Story"
    rows = "\n" * 100_000 + f"{head}\n{row}\n"
    assert [row.number for row in read_csv(rows.encode()).rows] == [100_002]


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux holds a process to a bound of its memory.")
def test_the_process_that_reads_bounds_its_own_memory_and_writes_no_file() -> None:
    program = (
        "import json, resource; from exchange.apart_reader import bound; bound(5);"
        "print(json.dumps([resource.getrlimit(x)[0] for x in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE)]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    memory, files = json.loads(done.stdout)
    assert 0 < memory < 1 << 30
    assert files == 0
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 0, "the bounds hold for the process that reads, not for ours"
