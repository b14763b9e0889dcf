"""A form as an office's file holds it: cells in rows and columns, each with the fields that it stands for."""

import copy
import re


def path(text):
    """The steps of a path: overall.groups[1].name."""
    return tuple(int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", text))


class Cell:
    """A cell, or a line above or below the table."""

    def __init__(self, value="", columns=1, rows=1, fields=None, format="General", shown=None):
        self.value = value
        self.format = format
        # What a reader of the file sees; what a Word file holds.
        self.shown = str(value) if shown is None else shown
        self.row = self.column = 0
        self.rows = rows
        self.columns = columns
        # What the submission holds because of it.
        self.fields = {path(key): text for key, text in (fields or {}).items()}
        self.comment = ""
        # Whether it must be named by a finding, or may be instead of being read.
        self.told = self.may_be_told = False
        # Whether it stands in no table.
        self.outside = False

    def write(self, value, format="General"):
        """Puts something else into the cell; what is expected of it stays."""
        self.value, self.shown, self.format = value, str(value), format

    def lose(self):
        """The cell must be named, and nothing may be read from it."""
        self.fields = {}
        self.told = True

    def covers(self, row, column):
        return self.row <= row < self.row + self.rows and self.column <= column < self.column + self.columns


class Sheet:
    """Lines and a table, one under the other."""

    def __init__(self, name, width):
        self.name = name
        self.width = width
        self.cells = []
        self.height = 0
        self.hidden_rows = set()
        self.hidden_columns = set()
        self.is_hidden = False
        # Whether one finding must name the sheet as none that is known.
        self.is_unknown = False

    # Building

    def line(self, *cells):
        """A line outside the table; a single cell is as wide as the table."""
        for column, cell in enumerate(cells):
            cell.row, cell.outside = self.height, True
            cell.column = column
            if len(cells) == 1:
                cell.columns = self.width
            self.cells.append(cell)
        self.height += 1

    def gap(self, rows=1):
        self.height += rows

    def add(self, *cells):
        """A row of the table, beside the cells that reach into it from above."""
        column = 0
        for cell in cells:
            while any(above.covers(self.height, column) for above in self.cells):
                column += 1
            cell.row, cell.column = self.height, column
            column += cell.columns
            self.cells.append(cell)
        self.height += 1

    # Finding

    def at(self, field):
        return next(cell for cell in self.cells if path(field) in cell.fields)

    def find(self, text, number=0):
        return [cell for cell in self.cells if cell.shown == text][number]

    def like(self, text):
        return next(cell for cell in self.cells if cell.shown.startswith(text))

    def row(self, number):
        """The cells that begin in a row."""
        return sorted((cell for cell in self.cells if cell.row == number), key=lambda cell: cell.column)

    @property
    def table_rows(self):
        return sorted({cell.row for cell in self.cells if not cell.outside})

    # Changing

    def insert_row(self, at):
        """A blank row; cells that reach over the place reach over it too."""
        for cell in self.cells:
            if cell.row >= at:
                cell.row += 1
            elif cell.row + cell.rows > at:
                cell.rows += 1
        self.height += 1

    def remove_row(self, at):
        """Cells that reach further down begin below."""
        self.cells = [cell for cell in self.cells if not (cell.row == at and cell.rows == 1)]
        for cell in self.cells:
            if cell.row <= at < cell.row + cell.rows:
                cell.rows -= 1
            elif cell.row > at:
                cell.row -= 1
        self.height -= 1

    def insert_column(self, at):
        for cell in self.cells:
            if cell.column >= at:
                cell.column += 1
            elif cell.column + cell.columns > at:
                cell.columns += 1
        self.width += 1

    def insert_row_like(self, row, **texts):
        """A row below `row` like it, a further element of its list: fields by their last names are as `texts` say."""
        models = [cell for cell in self.row(row) if cell.rows == 1]
        self.insert_row(row + 1)
        added = []
        for model in models:
            cell = copy.deepcopy(model)
            cell.row = row + 1
            cell.fields = {}
            for field, text in model.fields.items():
                last = max(place for place, step in enumerate(field) if not isinstance(step, str))
                own = texts.get(field[-1], text)
                if field[-1] in texts:
                    cell.write(own)
                cell.fields[field[:last] + (field[last] + 0.5,) + field[last + 1 :]] = own
            self.cells.append(cell)
            added.append(cell)
        return added

    def split(self, cell, repeated):
        """Unmerges a cell; what stood in it stands at its top, or in each of its rows."""
        for row in range(cell.row, cell.row + cell.rows):
            for column in range(cell.column, cell.column + cell.columns):
                if (row, column) == (cell.row, cell.column):
                    continue
                part = Cell(cell.value if repeated and column == cell.column else "")
                part.row, part.column, part.outside = row, column, cell.outside
                self.cells.append(part)
        cell.rows = cell.columns = 1

    def put(self, row, column, value):
        """A further cell, instead of a blank one."""
        self.cells = [cell for cell in self.cells if not (cell.row == row and cell.column == column)]
        cell = Cell(value)
        cell.row, cell.column = row, column
        self.cells.append(cell)
        return cell

    def below(self, other, gap=2):
        """Puts another form under this one."""
        for cell in other.cells:
            cell.row += self.height + gap
        self.cells += other.cells
        self.height += gap + other.height
        self.width = max(self.width, other.width)

    def as_texts(self):
        for cell in self.cells:
            cell.write(cell.shown)


class Document:
    """Paragraphs of a narrative before the sheets."""

    def __init__(self, sheets, narrative=()):
        self.sheets = sheets
        self.narrative = narrative
