"""Writes sheets as workbooks and as Word files, and tells where each cell stands in them."""

import copy

import docx
import openpyxl
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904


def write_workbook(sheets, file, epoch=1900):
    """Writes a sheet a form; gives back the cells by their places."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    if epoch == 1904:
        book.epoch = CALENDAR_MAC_1904
    places = {}
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        if sheet.is_hidden:
            page.sheet_state = "hidden"
        for cell in sheet.cells:
            target = page.cell(cell.row + 1, cell.column + 1)
            if cell.value != "":
                target.value = cell.value
                target.number_format = cell.format
            if cell.comment:
                target.comment = Comment(cell.comment, "office")
            if cell.rows > 1 or cell.columns > 1:
                page.merge_cells(
                    start_row=cell.row + 1, start_column=cell.column + 1,
                    end_row=cell.row + cell.rows, end_column=cell.column + cell.columns)
            places[f"{sheet.name}!{target.coordinate}"] = cell
        for row in sheet.hidden_rows:
            page.row_dimensions[row + 1].hidden = True
        for column in sheet.hidden_columns:
            page.column_dimensions[get_column_letter(column + 1)].hidden = True
    book.save(file)
    return places


class WordFile:
    """A Word file that is being written."""

    def __init__(self):
        self.document = docx.Document()
        self.places = {}
        self.paragraphs = self.tables = 0

    def paragraph(self, text, cell=None, style=None):
        self.document.add_paragraph(text, style)
        self.paragraphs += 1
        if cell is not None:
            self.places[f"第{self.paragraphs}段"] = cell

    def sheet(self, sheet):
        rows = []
        for number in range(sheet.height):
            cells = sheet.row(number)
            if cells and all(cell.outside for cell in cells):
                self.table(rows, sheet.width)
                rows = []
                self.paragraph("       ".join(cell.shown for cell in cells), self.joined(cells))
            elif cells or any(cell.covers(number, 0) for cell in sheet.cells):
                rows.append((number, sheet))
            else:
                self.table(rows, sheet.width)
                rows = []
                self.paragraph("")
        self.table(rows, sheet.width)

    @staticmethod
    def joined(cells):
        """The cells of a line, which are one paragraph."""
        line = copy.copy(cells[0])
        line.fields = {field: text for cell in cells for field, text in cell.fields.items()}
        line.told = any(cell.told for cell in cells)
        return line

    def table(self, rows, width):
        """A table with a cell for each that begins in a row or goes on in it; vMerge without a value goes on."""
        if not rows:
            return
        self.tables += 1
        table = self.document.add_table(rows=0, cols=width)
        table.style = "Table Grid"
        for index, (number, sheet) in enumerate(rows):
            row = table.add_row()._tr
            for cell in list(row.tc_lst):
                row.remove(cell)
            column = 0
            while column < width:
                found = next((cell for cell in sheet.cells if cell.covers(number, column)), None)
                span = found.columns if found is not None else 1
                row.append(self.cell(found, number, span))
                if found is not None and found.row == number:
                    self.places[f"表{self.tables} 第{index + 1}行第{len(row.tc_lst)}格"] = found
                column += span

    @staticmethod
    def cell(cell, row, span):
        element = OxmlElement("w:tc")
        properties = OxmlElement("w:tcPr")
        element.append(properties)
        if span > 1:
            columns = OxmlElement("w:gridSpan")
            columns.set(qn("w:val"), str(span))
            properties.append(columns)
        if cell is not None and cell.rows > 1:
            merge = OxmlElement("w:vMerge")
            if cell.row == row:
                merge.set(qn("w:val"), "restart")
            properties.append(merge)
        element.append(OxmlElement("w:p"))
        if cell is not None and cell.row == row:
            docx.table._Cell(element, None).text = cell.shown
        return element


def write_document(sheets, file, narrative=()):
    """Writes a Word file; gives back the cells and lines by their places."""
    word = WordFile()
    for line in narrative:
        word.paragraph(line)
    for sheet in sheets:
        word.sheet(sheet)
    # Word ends no file in a table.
    word.document.add_paragraph("")
    word.document.save(file)
    return word.places
