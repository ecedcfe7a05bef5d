#!/usr/bin/env python3
"""Makes office files as their users do, and asserts what `nutgraf sentences` reads in them.

    check_office.py PROGRAM [SOFFICE]

Files come from python-docx, odfpy and EbookLib, with what those cannot do (footnotes, tracked changes, fields) put into
their XML. With SOFFICE, the program of LibreOffice, each file is also converted to the other two formats, so that a
file of LibreOffice's own making is read for each. The last line is the count.
"""

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from ebooklib import epub
from odf import office, style, table, text
from odf.opendocument import OpenDocumentText

# What every file says, in whichever way its format has: a title, a heading, runs in bold, a list, a table, a tab, a line
# break, and letters from elsewhere.
TITLE = "The pier of Harrow Point"
HEADING = "What it costs"
RUNS = [("We met with ", False), ("bold", True), (" and ", False), ("brave", True), (" people.", False)]
ITEMS = ["Planks of oak & larch", "Größe: 12 µm", "日本の橋"]
CELLS = [["Part", "Cost"], ["Deck", "$1.2 million"]]
LINES = ["Harbor Board", "12 High Street"]
NOTE = "Said in 1964."
PROSE = "The old pier has sunk by nine inches since the winter storms."

BODY = [TITLE, "We met with bold and brave people.", HEADING, *ITEMS, *sum(CELLS, []), *LINES, "one two", PROSE]


class Checks:
    def __init__(self, program):
        self.program = program
        self.passed = self.failed = 0

    def equal(self, name, found, expected):
        if found == expected:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED: {name}\n  expected {expected}\n  found    {found}")

    def run(self, *args):
        ran = subprocess.run([self.program, *map(str, args)], capture_output=True, encoding="utf-8")
        return ran.returncode, ran.stdout, ran.stderr

    def sentences(self, path):
        """The sentences of a file, white space in each shown as one blank; or the complaint."""
        status, printed, complaint = self.run("sentences", "--format", "json", path)
        if status:
            return complaint
        return [" ".join(row["text"].split()) for row in json.loads(printed)]


def word(xml):
    """An element in Word's vocabulary."""
    return parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1) if not xml.split(">")[0].endswith("/")
                     else xml.replace("/>", f" {nsdecls('w')}/>", 1))


def make_docx(path):
    document = docx.Document()
    document.core_properties.title = "Template of 1999"
    document.add_heading(TITLE, 0)
    paragraph = document.add_paragraph()
    for words, bold in RUNS:
        paragraph.add_run(words).bold = bold
    document.add_heading(HEADING, 1)
    for item in ITEMS:
        document.add_paragraph(item, style="List Bullet")
    grid = document.add_table(rows=0, cols=2)
    for cells in CELLS:
        for cell, words in zip(grid.add_row().cells, cells):
            cell.text = words
    run = document.add_paragraph().add_run(LINES[0])
    run.add_break()
    run.add_text(LINES[1])
    document.add_paragraph("one\ttwo")
    document.add_paragraph(PROSE)
    document.sections[0].header.paragraphs[0].text = "Header"
    document.sections[0].footer.paragraphs[0].text = "Footer"
    document.save(path)
    return document


def make_odt(path):
    document = OpenDocumentText()
    bold = style.Style(name="Bold", family="text")
    bold.addElement(style.TextProperties(fontweight="bold"))
    document.automaticstyles.addElement(bold)
    for name in ["Title", "Heading 1", "Quotations"]:
        kept = name.replace(" ", "_20_")
        document.styles.addElement(style.Style(name=kept, displayname=name, family="paragraph"))
    body = document.text
    body.addElement(text.P(stylename="Title", text=TITLE))
    paragraph = text.P()
    for words, is_bold in RUNS:
        if is_bold:
            paragraph.addElement(text.Span(stylename="Bold", text=words))
        else:
            paragraph.addText(words)
    body.addElement(paragraph)
    body.addElement(text.H(outlinelevel=1, stylename="Heading_20_1", text=HEADING))
    items = text.List()
    for item in ITEMS:
        entry = text.ListItem()
        entry.addElement(text.P(text=item))
        items.addElement(entry)
    body.addElement(items)
    grid = table.Table()
    grid.addElement(table.TableColumn(numbercolumnsrepeated=2))
    for cells in CELLS:
        row = table.TableRow()
        for words in cells:
            cell = table.TableCell()
            cell.addElement(text.P(text=words))
            row.addElement(cell)
        grid.addElement(row)
    body.addElement(grid)
    paragraph = text.P(text=LINES[0])
    paragraph.addElement(text.LineBreak())
    paragraph.addText(LINES[1])
    body.addElement(paragraph)
    paragraph = text.P(text="one")
    paragraph.addElement(text.Tab())
    paragraph.addText("two")
    body.addElement(paragraph)
    paragraph = text.P(text=PROSE[:-1])
    note = text.Note(noteclass="footnote")
    note.addElement(text.NoteCitation(text="1"))
    inside = text.NoteBody()
    inside.addElement(text.P(text=NOTE))
    note.addElement(inside)
    paragraph.addElement(note)
    paragraph.addText(".")
    body.addElement(paragraph)
    remark = office.Annotation()
    remark.addElement(text.P(text="Left out."))
    paragraph.addElement(remark)
    document.save(path)


def make_epub(path):
    book = epub.EpubBook()
    book.set_identifier("pier")
    book.set_title(TITLE)
    book.set_language("en")
    runs = "".join(f"<b>{words}</b>" if bold else words for words, bold in RUNS)
    items = "".join(f"<li>{item.replace('&', '&amp;')}</li>" for item in ITEMS)
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in CELLS)
    one = epub.EpubHtml(title="One", file_name="text/one two.xhtml", lang="en")
    one.content = f"<h1>{TITLE}</h1><p>{runs}</p>"
    two = epub.EpubHtml(title="Two", file_name="text/ä.xhtml", lang="en")
    two.content = (f"<h2>{HEADING}</h2><ul>{items}</ul><table>{rows}</table><p>{LINES[0]}</p><p>{LINES[1]}</p>"
                   f"<p>one two</p><p>{PROSE}</p>")
    for chapter in (one, two):
        book.add_item(chapter)
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    book.toc = (one, two)
    book.spine = ["nav", one, two]
    epub.write_epub(str(path), book)


def with_changes(path, base):
    """A DOCX that was worked on by several people: tracked changes, a field, hidden text."""
    document = docx.Document(base)
    paragraph = document.add_paragraph("It will ")
    for xml in [
        '<w:del w:id="1" w:author="x"><w:r><w:delText xml:space="preserve">never </w:delText></w:r></w:del>',
        '<w:ins w:id="2" w:author="x"><w:r><w:t xml:space="preserve">soon </w:t></w:r></w:ins>',
    ]:
        paragraph._p.append(word(xml))
    paragraph.add_run("reopen")
    hidden = paragraph.add_run(" or not")
    hidden.font.hidden = True
    paragraph.add_run(", says page ")
    for kind in ["begin", "separate", "end"]:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(mark)
        if kind == "begin":
            code = OxmlElement("w:instrText")
            code.text = "PAGEREF x"
            paragraph.add_run()._r.append(code)
        elif kind == "separate":
            paragraph.add_run("12")
    paragraph.add_run(".")
    document.add_paragraph("Quoted words.", style="Quote")
    document.save(path)


def with_footnote(path, base):
    """The file with a footnote, which python-docx cannot write."""
    names = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    notes = (f"<w:footnotes {names}><w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
             f"<w:footnote w:id='1'><w:p><w:r><w:footnoteRef/><w:t xml:space='preserve'> {NOTE}</w:t></w:r></w:p></w:footnote>"
             "</w:footnotes>")
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    changes = {
        "word/document.xml": ("storms.</w:t>", "storms</w:t></w:r><w:r><w:footnoteReference w:id='1'/></w:r><w:r><w:t>.</w:t>"),
        "word/_rels/document.xml.rels": (
            "</Relationships>", f"<Relationship Id='rIdN' Type='{kind}' Target='footnotes.xml'/></Relationships>"),
        "[Content_Types].xml": ("</Types>", f"<Override PartName='/word/footnotes.xml' ContentType='{content}'/></Types>"),
    }
    with zipfile.ZipFile(base) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info).decode() if info.filename in changes else old.read(info)
            if info.filename in changes:
                before, after = changes[info.filename]
                assert before in data, info.filename
                data = data.replace(before, after)
            new.writestr(info, data)
        new.writestr("word/footnotes.xml", notes)


def convert(soffice, path, form, folder):
    """A file that LibreOffice makes of another."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    filters = {"docx": "docx:MS Word 2007 XML", "odt": "odt:writer8", "epub": "epub:EPUB"}
    target = folder / f"from-{path.suffix[1:]}"
    target.mkdir(exist_ok=True)
    subprocess.run([soffice, profile, "--headless", "--convert-to", filters[form], "--outdir", target, path],
                   check=True, timeout=120, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return target / f"{path.stem}.{form}"


def main():
    program, *rest = sys.argv[1:]
    checks = Checks(program)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        paths = {form: folder / f"pier.{form}" for form in ["docx", "odt", "epub"]}
        make_docx(paths["docx"])
        make_odt(paths["odt"])
        make_epub(paths["epub"])
        checks.equal("python-docx", checks.sentences(paths["docx"]), BODY)
        checks.equal("odfpy, with a footnote", checks.sentences(paths["odt"]), [*BODY, NOTE])
        checks.equal("EbookLib", checks.sentences(paths["epub"]), BODY)

        changed, noted = folder / "changed.docx", folder / "noted.docx"
        with_changes(changed, paths["docx"])
        checks.equal("tracked changes, fields, hidden text", checks.sentences(changed),
                     [*BODY, "It will soon reopen, says page 12.", "Quoted words."])
        with_footnote(noted, paths["docx"])
        checks.equal("a footnote in DOCX", checks.sentences(noted), [*BODY, NOTE])

        # Nothing but the bytes: from standard input, and under a name that says nothing.
        unnamed = folder / "unnamed"
        for form, path in paths.items():
            unnamed.write_bytes(path.read_bytes())
            checks.equal(f"{form} by content", checks.sentences(unnamed), checks.sentences(path))
        wrong = folder / "wrong.docx"
        wrong.write_bytes(paths["odt"].read_bytes())
        status, _, complaint = checks.run("summarize", wrong)
        checks.equal("a wrong extension", (status, "it is another kind of file, ODT" in complaint), (2, True))

        # What is a title, a heading, an item, a cell.
        for form, path in paths.items():
            status, printed, _ = checks.run("audit", "--format", "json", "--fail-on", "never", "--keyphrase", "pier", path)
            places = json.loads(printed)["keyphrases"][0]["places"] if not status else {}
            checks.equal(f"places in {form}", (places.get("title"), places.get("first_paragraph")), (1, 0))

        if rest:
            for source in [noted, paths["odt"]]:
                for form in ["docx", "odt", "epub"]:
                    path = convert(rest[0], source, form, folder)
                    found = checks.sentences(path)
                    # The EPUBs of LibreOffice 7 have notes on a page of their own, and their numbers in the text.
                    if form == "epub" and isinstance(found, list):
                        found = [words for words in found if NOTE not in words]
                        found = [words.replace("storms1.", "storms.") for words in found]
                        checks.equal(f"LibreOffice: {source.name} to {form}", found, BODY)
                    else:
                        checks.equal(f"LibreOffice: {source.name} to {form}", found, [*BODY, NOTE])
    print(f"{checks.passed} passed, {checks.failed} failed" + ("" if rest else ", LibreOffice was NOT tried"))
    return checks.failed > 0


if __name__ == "__main__":
    sys.exit(main())
