"""The file as archives want it (PDF/A-3b): each requirement that can be read from the file, looked up in the file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageCms

from briefing.attachments import Attachment
from briefing.colour_profile import srgb_profile
from briefing.options import Section
from briefing.pdf import make

FINGERPRINT = "7c1e9a045b2fd03c" * 4
GIVEN = (Attachment("figures.csv", "text/csv", b"a,b\r\n", "Figures"),)


def logo() -> bytes:
    held = io.BytesIO()
    Image.new("RGBA", (30, 12), (20, 40, 90, 128)).save(held, "PNG")
    return held.getvalue()


@pytest.fixture
def document(any_case, options) -> Iterator[pikepdf.Pdf]:
    chosen = replace(options, sections=tuple(Section), logo=logo())
    made = make(*any_case, chosen, FINGERPRINT, lambda _book, _comparison: GIVEN)
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        yield opened


def objects(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for held in document.objects:
        if isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
            yield held


def test_the_header_and_the_trailer_are_those_of_an_archive(any_case, options):
    pdf = make(*any_case, options, FINGERPRINT).pdf
    first, second = pdf.split(b"\n")[:2]
    assert first == b"%PDF-1.7"
    assert second[:1] == b"%"
    assert all(sign > 127 for sign in second[1:5])
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.trailer.ID) == 2
        assert "/Encrypt" not in opened.trailer


def test_the_metadata_names_part_and_level_and_agrees_with_the_documents_own_fields(document):
    stream = document.Root.Metadata
    assert "/Filter" not in stream
    with document.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "B")
        assert meta["dc:title"] == str(document.docinfo["/Title"])
        assert meta["dc:creator"] == [str(document.docinfo["/Author"])]
        assert (meta.get("dc:description") or "") == str(document.docinfo["/Subject"])
        assert meta["xmp:CreatorTool"] == str(document.docinfo["/Creator"])
        assert meta["pdf:Producer"] == str(document.docinfo["/Producer"])
        assert meta["xmp:CreateDate"][:10].replace("-", "") == str(document.docinfo["/CreationDate"])[2:10]


def test_every_colour_is_red_green_and_blue_and_their_space_is_named(document):
    (intent,) = document.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.read_bytes() == srgb_profile()
    for page in document.pages:
        used = {str(o.operator) for o in pikepdf.parse_content_stream(page)}
        assert not used & {"k", "K", "g", "G", "cs", "CS", "sc", "SC", "scn", "SCN", "ri", "BI"}
    for held in objects(document):
        space = held.get("/ColorSpace")
        assert space is None or isinstance(space, pikepdf.Dictionary) or space in ("/DeviceRGB", "/DeviceGray")
        assert "/Interpolate" not in held or not held.Interpolate


def test_the_profile_is_read_as_srgb():
    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    assert ImageCms.getProfileDescription(profile).strip() == "sRGB"
    shades = Image.new("RGB", (16, 16))
    shades.putdata([(n, 255 - n, n * 7 % 256) for n in range(256)])
    turned = ImageCms.profileToProfile(shades, profile, ImageCms.createProfile("sRGB"))
    pairs = zip(shades.tobytes(), turned.tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) <= 1


def fonts(document: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
    return {n: f for page in document.pages for n, f in page.obj.Resources.get("/Font", {}).items()}


def test_every_typeface_is_embedded_with_one_table_of_letters_and_its_own_widths(document):
    assert fonts(document)
    for font in fonts(document).values():
        assert font.Subtype == "/TrueType"
        assert "/Encoding" not in font
        assert int(font.FontDescriptor.Flags) & 4
        held = TTFont(io.BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
        (table,) = held["cmap"].tables
        unit = held["head"].unitsPerEm
        for code, width in enumerate(font.Widths, start=int(font.FirstChar)):
            glyph = table.cmap.get(code)
            if glyph is not None and float(width):
                assert abs(float(width) - held["hmtx"][glyph][0] * 1000 / unit) < 1


def test_every_letter_that_is_drawn_is_in_its_typeface_and_maps_to_unicode(document):
    letters = {}
    for name, font in fonts(document).items():
        held = TTFont(io.BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
        letters[name] = {code for code, glyph in held["cmap"].tables[0].cmap.items() if glyph != ".notdef"}
        assert b"beginbf" in font.ToUnicode.read_bytes()
    for page in document.pages:
        face = ""
        for item in pikepdf.parse_content_stream(page):
            if str(item.operator) == "Tf":
                face = str(item.operands[0])
            elif str(item.operator) == "Tj":
                assert set(bytes(item.operands[0])) <= letters[face]


def test_nothing_in_the_file_acts_and_every_link_is_printed(document):
    assert not {"/OpenAction", "/AA", "/AcroForm", "/OCProperties", "/Requirements"} & set(document.Root.keys())
    assert not {"/JavaScript", "/AlternatePresentations"} & set(document.Root.get("/Names", {}).keys())
    for held in objects(document):
        if held.get("/S") in ("/JavaScript", "/Launch", "/Movie", "/Sound", "/ImportData", "/ResetForm", "/Named"):
            raise AssertionError(held)
    for page in document.pages:
        assert not {"/AA", "/PresSteps", "/Trans"} & set(page.obj.keys())
        for link in page.obj.get("/Annots", []):
            assert link.Subtype == "/Link"
            assert int(link.F) == 4


def test_each_file_inside_is_tied_to_the_document_with_its_kind(document):
    tied = list(document.Root.AF)
    assert {str(held.UF) for held in tied} == {"figures.csv", "briefing.json"}
    for held in tied:
        assert held.Type == "/Filespec"
        assert str(held.F) == str(held.UF)
        assert held.AFRelationship == "/Data"
        assert str(held.Desc)
        assert str(held.EF.F.Subtype) in ("/text/csv", "/application/json")
        assert str(held.EF.F.Params.ModDate).startswith("D:")


def test_no_stream_is_packed_in_a_way_that_archives_refuse(document):
    for held in objects(document):
        if isinstance(held, pikepdf.Stream):
            packed = held.get("/Filter", [])
            names = [packed] if isinstance(packed, pikepdf.Name) else list(packed)
            assert not {str(n) for n in names} & {"/LZWDecode", "/JPXDecode", "/Crypt"}
            assert "/F" not in held
            assert not {"/TR", "/HTP", "/OPI", "/PS"} & set(held.keys())
