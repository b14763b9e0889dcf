"""Looks at a workbook that `annex new --workbook` wrote, as openpyxl reads it: nothing of the program's own has a say in it."""

import re
from decimal import ROUND_HALF_UP, Decimal

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

OPEN = "FFFFFBEB"
# What programs allow in a cell that validates: of titles, messages and lists that stand in the cell itself.
LONGEST_TITLE, LONGEST_MESSAGE, LONGEST_LIST = 32, 255, 255
SUM = re.compile(r'=IF\(COUNT\((?P<list>[A-Z0-9:,]+)\)=0,"",ROUND\(SUM\((?P=list)\),8\)\)')
# The rows whose figures are sums by the rules of the form set: of which sheets, what stands in the first cell, in how many
# cells of the row there is a formula where all that they add up is on the sheet.
TOTALS = {
    "hunan-2023": [
        ("附件2", "二、项目支出小计", 3), ("附件3", "总分", 2), ("附件5", "年度资金总额", 3), ("附件5", "总分", 2)],
    "national-project": [("自评表", "年度资金总额", 3), ("自评表", "总分", 2)],
    "national-plain": [("自评表", "年度资金总额", 2), ("自评表", "总分", 2)],
    "project-content": [("自评表", "总额", 3), ("自评表", "合计", 2)],
    "rectification": [],
    "project-targets": [("申报表", "资金总额", 2)],
    "project-monitoring": [("监控表", "年度资金总额", 3)],
    "office-targets": [("目标表", "金额合计", 3)],
}
A4 = (210, 297)
# The width of a column is counted in digits of 7 pixels; a pixel is 1/96 inch.
DIGIT, INCH = 7, 96


class Judge:
    def __init__(self, file, form_set):
        self.book = openpyxl.load_workbook(file)
        self.results = openpyxl.load_workbook(file, data_only=True)
        self.form_set = form_set
        self.wrong = []
        self.formulas = self.merges = self.validations = 0
        for sheet in self.book:
            self.judge(sheet)
        for prefix, label, count in TOTALS[form_set]:
            for sheet in self.book:
                if sheet.title.startswith(prefix):
                    self.totals(sheet, label, count)

    def fault(self, sheet, text):
        self.wrong.append(f"{sheet.title}: {text}")

    def judge(self, sheet):
        self.covered = self.spread(sheet)
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.coordinate not in self.covered]
        self.protection(sheet, cells)
        self.columns(sheet)
        if sheet.sheet_state == "visible":
            self.page(sheet)
        self.demands(sheet, cells)
        for cell in cells:
            if cell.data_type == "f":
                self.formula(sheet, cell)
            if cell.data_type == "e" or str(self.results[sheet.title][cell.coordinate].value).startswith("#"):
                self.fault(sheet, f"{cell.coordinate} holds an error")

    def spread(self, sheet):
        """The cells that merges cover, but for the first of each; no two merges share one, and none holds anything."""
        seen, covered = set(), set()
        for merge in sheet.merged_cells.ranges:
            self.merges += 1
            cells = {(row, column) for row, column in merge.cells}
            if cells & seen:
                self.fault(sheet, f"{merge.coord} lies over another merge")
            seen |= cells
            first = (merge.min_row, merge.min_col)
            for row, column in cells - {first}:
                name = f"{get_column_letter(column)}{row}"
                covered.add(name)
                if sheet.cell(row, column).value is not None:
                    self.fault(sheet, f"{name} is covered and holds something")
        return covered

    def protection(self, sheet, cells):
        if not sheet.protection.sheet:
            self.fault(sheet, "is not protected")
        if sheet.protection.password:
            self.fault(sheet, "has a password")
        for cell in cells:
            shown = cell.fill.fgColor.rgb if cell.fill.fill_type else None
            if (shown == OPEN) == bool(cell.protection.locked):
                self.fault(sheet, f"{cell.coordinate} is {'locked' if cell.protection.locked else 'open'} and does not look so")
        if sheet.sheet_state == "visible" and not any(not cell.protection.locked for cell in cells):
            self.fault(sheet, "nothing can be filled in")

    def columns(self, sheet):
        for column in range(1, sheet.max_column + 1):
            width = self.width(sheet, column)
            if width is None or width <= 0:
                self.fault(sheet, f"column {get_column_letter(column)} has no width")

    @staticmethod
    def width(sheet, column):
        """In inches."""
        for dimension in sheet.column_dimensions.values():
            if dimension.min <= column <= dimension.max and dimension.width is not None:
                return dimension.width * DIGIT / INCH
        return None

    def page(self, sheet):
        setup = sheet.page_setup
        if str(setup.paperSize) != "9":
            self.fault(sheet, "is not for A4")
        if not sheet.sheet_properties.pageSetUpPr.fitToPage or int(setup.fitToWidth or 1) != 1 or str(setup.fitToHeight) != "0":
            self.fault(sheet, "is not fitted to the width of the paper")
        if not sheet.print_area:
            return self.fault(sheet, "has no print area")
        first, top, last, bottom = range_boundaries(sheet.print_area.split("!")[-1].replace("$", ""))
        if (first, top) != (1, 1) or last > sheet.max_column or bottom < sheet.max_row:
            self.fault(sheet, f"prints {sheet.print_area} of {sheet.dimensions}")
        paper = A4[1] if setup.orientation == "landscape" else A4[0]
        room = paper / 25.4 - sheet.page_margins.left - sheet.page_margins.right
        printed = sum(self.width(sheet, column) or 0 for column in range(first, last + 1))
        if abs(printed - room) > 0.05 * room:
            self.fault(sheet, f"is {printed:.2f} inches wide where the paper has room for {room:.2f}")
        if sheet.print_title_rows and ":" not in sheet.print_title_rows:
            self.fault(sheet, f"repeats {sheet.print_title_rows}")

    def demands(self, sheet, cells):
        open_cells = {cell.coordinate for cell in cells if not cell.protection.locked}
        seen = set()
        for demand in sheet.data_validations.dataValidation:
            self.validations += 1
            name = str(demand.sqref)
            for part in demand.sqref.ranges:
                places = {f"{get_column_letter(column)}{row}" for row, column in part.cells}
                if places & seen:
                    self.fault(sheet, f"{name} is validated twice")
                if not places <= open_cells:
                    self.fault(sheet, f"{name} is validated and locked, or covered")
                seen |= places
            if not demand.showInputMessage or not demand.promptTitle:
                self.fault(sheet, f"{name} says nothing")
            if units(demand.promptTitle) > LONGEST_TITLE or units(demand.prompt) > LONGEST_MESSAGE:
                self.fault(sheet, f"{name} says too much")
            if demand.type == "list":
                self.list(sheet, demand, name)
            if not demand.allow_blank:
                self.fault(sheet, f"{name} may not be empty")

    def list(self, sheet, demand, name):
        formula = demand.formula1 or ""
        if not demand.showErrorMessage:
            self.fault(sheet, f"{name} takes what is not in its list")
        if formula.startswith('"'):
            if units(formula) > LONGEST_LIST + 2:
                self.fault(sheet, f"{name} has a list of {units(formula)} characters")
            items = formula.strip('"').split(",")
        else:
            title, area = formula.rsplit("!", 1)
            title = title.strip("'").replace("''", "'")
            if title not in self.book.sheetnames:
                return self.fault(sheet, f"{name} has a list on {title}, which there is not")
            items = [cell.value for row in self.book[title][area.replace("$", "")] for cell in row]
        if not items or any(item in (None, "") for item in items) or len(set(items)) != len(items):
            self.fault(sheet, f"{name} has a list with gaps, or with one item twice")
        value = sheet[name.split(":")[0]].value
        if value is not None and str(value) not in items:
            self.fault(sheet, f"{name} holds {value!r}, which is not in its list")

    # Formulas

    def formula(self, sheet, cell):
        self.formulas += 1
        match = SUM.fullmatch(cell.value)
        if not match:
            return self.fault(sheet, f"{cell.coordinate} is {cell.value}")
        terms = [
            name for part in match["list"].split(",") for row in self.area(sheet, part) for name in row
            if name not in self.covered]
        if cell.coordinate in terms:
            self.fault(sheet, f"{cell.coordinate} adds up itself")
        results = self.results[sheet.title]
        numbers = [results[name].value for name in terms if isinstance(results[name].value, (int, float))]
        expected = None if not numbers else sum(Decimal(repr(number)) for number in numbers)
        shown = results[cell.coordinate].value
        shown = None if shown in (None, "") else Decimal(repr(shown))
        if expected is not None:
            expected = expected.quantize(Decimal("1e-8"), ROUND_HALF_UP)
        if shown != expected:
            self.fault(sheet, f"{cell.coordinate} shows {shown} where its cells give {expected}")

    @staticmethod
    def area(sheet, part):
        first, top, last, bottom = range_boundaries(part)
        return [[f"{get_column_letter(column)}{row}" for column in range(first, last + 1)] for row in range(top, bottom + 1)]

    def totals(self, sheet, label, count):
        rows = {
            cell.row for row in sheet.iter_rows() for cell in row
            if isinstance(cell.value, str) and cell.value.replace("\u3000", "").strip() == label}
        if len(rows) != 1:
            return self.fault(sheet, f"“{label}” stands in {len(rows)} rows")
        found = sum(cell.data_type == "f" for cell in sheet[rows.pop()])
        if found != count:
            self.fault(sheet, f"{found} of {count} cells of “{label}” are formulas")


def units(text):
    """How long programs take a text to be: in units of UTF-16."""
    return len((text or "").encode("utf-16-le")) // 2
