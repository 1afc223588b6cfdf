"""Small real files of every kind, made here so that each test shows what it is about."""

import io
import zipfile
from collections.abc import Sequence

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def docx(*blocks: str, title: str = "") -> bytes:
    """A Word file of blocks: `# ` to `### ` begin headings, a tab parts the cells of a table's row."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{n}"><w:name w:val="heading {n}"/></w:style>'
        for n in (1, 2, 3)
    )
    core = (
        '<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{title}</dc:title><dcterms:modified>2026-03-01T08:00:00Z</dcterms:modified>"
        "</cp:coreProperties>"
    )
    body = "".join(map(_block, blocks))
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_PART}.document.main+xml"/>'
            f'<Override PartName="/word/styles.xml" ContentType="{_PART}.styles+xml"/></Types>',
            "_rels/.rels": _relation("officeDocument", "word/document.xml"),
            "word/_rels/document.xml.rels": _relation("styles", "styles.xml"),
            "word/styles.xml": f'<w:styles xmlns:w="{_WORD}">{styles}</w:styles>',
            "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
            "docProps/core.xml": core,
        }
    )


def zipped(files: dict[str, str | bytes]) -> bytes:
    """A zip archive of files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _relation(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="r1" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
    )


def _block(text: str) -> str:
    if "\t" in text:
        rows = (row.split("\t") for row in text.split("\n"))
        return (
            "<w:tbl>"
            + "".join(
                "<w:tr>" + "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
                for row in rows
            )
            + "</w:tbl>"
        )
    level = len(text) - len(text.lstrip("#"))
    style = f'<w:pPr><w:pStyle w:val="H{level}"/></w:pPr>' if level else ""
    return _paragraph(text.lstrip("# "), style)


def _paragraph(text: str, style: str = "") -> str:
    return f"<w:p>{style}<w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(
    pages: Sequence[Sequence[str]],
    bookmarks: Sequence[tuple[str, int]] = (),
    extra: str = "",
    drawn_after: str = "",
) -> bytes:
    """A PDF file of pages of lines, with bookmarks (title, page from 0).

    `extra` goes to the trailer, and `drawn_after` is drawn on each page after its lines.
    """
    objects: list[str] = [
        "",  # the catalogue, below
        "",  # the pages, below
        (
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
            " /DescendantFonts [4 0 R] >>"
        ),
        (
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>"
        ),
        (
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900]"
            " /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"
        ),
    ]
    leaves = []
    for lines in pages:
        shown = "BT /F1 12 Tf 16 TL 50 780 Td\n" + "".join(
            f"<{line.encode('utf-16-be').hex()}> Tj T*\n" for line in lines
        )
        drawn = f"{shown}ET\n{drawn_after}"
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            f" /Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        leaves.append(len(objects))
    outlines = ""
    if bookmarks:
        root = len(objects) + 1
        outlines = f" /Outlines {root} 0 R"
        first, last = root + 1, root + len(bookmarks)
        objects.append(f"<< /First {first} 0 R /Last {last} 0 R /Count {len(bookmarks)} >>")
        for number, (title, page) in enumerate(bookmarks):
            around = f" /Prev {first + number - 1} 0 R" if number else ""
            around += f" /Next {first + number + 1} 0 R" if first + number < last else ""
            code = "feff" + title.encode("utf-16-be").hex()
            objects.append(
                f"<< /Title <{code}> /Parent {root} 0 R{around}"
                f" /Dest [{leaves[page]} 0 R /XYZ 0 800 0] >>"
            )
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R{outlines} >>"
    kids = " ".join(f"{leaf} 0 R" for leaf in leaves)
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(leaves)} >>"
    written, offsets = "%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    return (
        f"{written}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R{extra} >>\n"
        f"startxref\n{len(written)}\n%%EOF\n"
    ).encode("latin-1")


def drawn_table(rows: Sequence[Sequence[str]], top: int = 700, wide: int = 120) -> str:
    """What draws a table with a line around each cell, from a height in points down."""
    drawn = ""
    for number, row in enumerate(rows):
        low = top - 20 * (number + 1)
        for place, text in enumerate(row):
            code = text.encode("utf-16-be").hex()
            drawn += f"{50 + wide * place} {low} {wide} 20 re S\n"
            drawn += f"BT /F1 10 Tf {54 + wide * place} {low + 6} Td <{code}> Tj ET\n"
    return drawn


# What a file protected by a password says of itself; without the password nothing more is known.
LOCKED = (
    f" /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>"
    f" /ID [<{'00' * 16}> <{'00' * 16}>]"
)
