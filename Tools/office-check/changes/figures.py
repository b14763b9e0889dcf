"""Numbers, rates and days as people and programs write them."""

import datetime

from changes.made_of import apart, base, change, evaluation, only_workbook, overall, roster


@change(base)
def marks_for_nothing(sheet):
    for field, mark in (("meetings", "/"), ("publicFunds", "无"), ("abroad", "－")):
        row = next(cell for cell in sheet.cells if field in cell.fields.values()).row
        path = next(iter(sheet.row(row)[0].fields))[:-1]
        for cell, key in zip(sheet.row(row)[1:], ("previousFinal", "budget", "final")):
            cell.write(mark)
            cell.fields = {path + (key,): mark}


@change(base)
def thousands_parted(sheet):
    for field, text in (("previousFinal", "1,684.91"), ("budget", "12，444.04"), ("final", "4 460.73")):
        cell = sheet.at(f"baseData.spending[0].{field}")
        cell.write(text)
        cell.fields = {key: text.replace(",", "").replace("，", "").replace(" ", "") for key in cell.fields}


@change(base)
def digits_in_full_width(sheet):
    sheet.at("baseData.spending[0].final").write("４６０．７３")
    sheet.at("baseData.staffing.authorized").write("３６")
    sheet.at("baseData.staffing.controlRate").write("７２．２２％")


@change(base, evaluation)
def spaces_around(sheet):
    for cell in sheet.cells:
        if cell.fields and not cell.outside:
            cell.write("　" + cell.shown + " \u3000" if cell.column % 2 else cell.shown + "\n\u00a0")


@only_workbook(base, overall)
def rates_without_percent(sheet):
    for cell in sheet.cells:
        if any(field[-1] in ("controlRate", "rate") for field in cell.fields):
            cell.format = "General"


@only_workbook(base)
def rate_typed_as_its_percents(sheet):
    cell = sheet.at("baseData.staffing.controlRate")
    cell.value, cell.format, cell.told = 72.22, "General", True


@only_workbook(evaluation)
def numbers_in_formats(sheet):
    for number, cell in enumerate(cell for cell in sheet.cells if isinstance(cell.value, (int, float))):
        if not cell.format.endswith("%"):
            cell.format = ("0.00", "#,##0.00", '#,##0.00_ ;[Red]\\-#,##0.00\\ ', "0", "General", "@")[number % 6]
            if cell.format == "0" and cell.value != int(cell.value):
                cell.format = "0.0"


@only_workbook(base)
def noise_of_sums(sheet):
    sheet.at("baseData.spending[0].final").value = 460.73000000000013
    cell = sheet.at("baseData.spending[2].budget")
    cell.value, cell.fields = 0.1 + 0.2, {field: "0.3" for field in cell.fields}


@only_workbook(overall, ids=["formula-without-result"])
def total_as_formula(sheet):
    cell = sheet.at("overall.total.score")
    cell.write("=SUM(H14:H23)")
    cell.lose()


@only_workbook(base, ids=["formula-without-result"])
def amounts_as_formulas(sheet):
    for field in ("previousFinal", "final"):
        cell = sheet.at(f"baseData.spending[0].{field}")
        cell.write("=B7+B8")
        cell.lose()


@only_workbook(overall, ids=["formula-error"])
def error_in_a_cell(sheet):
    cell = sheet.at("overall.total.score")
    cell.write("#REF!")
    cell.lose()


@only_workbook(roster)
def telephones_as_numbers(sheet):
    for cell in sheet.cells:
        if cell.shown.isdigit():
            cell.value = int(cell.shown)
            cell.format = "0.00E+00" if cell.column == 4 else "General"


@change(apart)
def dates_in_words(sheet):
    sheet.at("filing.date").write("2024年6月2日")


@change(apart)
def dates_with_strokes(sheet):
    sheet.at("filing.date").write("2024/06/02")


@only_workbook(apart)
def dates_as_serials(sheet):
    sheet.at("filing.date").write(datetime.date(2024, 6, 2), "yyyy-mm-dd")


@only_workbook(apart, epoch=1904)
def dates_as_serials_of_1904(sheet):
    sheet.at("filing.date").write(datetime.date(2024, 6, 2), 'yyyy"年"m"月"d"日"')


@only_workbook(apart)
def dates_in_a_local_format(sheet):
    sheet.at("filing.date").write(datetime.date(2024, 6, 2), "[$-804]yyyy\\年m\\月d\\日;@")
