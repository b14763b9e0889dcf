"""Exact figures: whole numbers of the smallest place that is printed."""
from fractions import Fraction


def rounded(value, places):
    """`value` in units of the last of `places` decimal places, rounded half up."""
    return int(Fraction(value) * 10 ** places + Fraction(1, 2))


def text_of(units, places):
    """`units` of the last of `places` decimal places, as written: without zeros at the end."""
    whole, rest = divmod(units, 10 ** places)
    return f"{whole}.{rest:0{places}d}".rstrip("0").rstrip(".") if rest else str(whole)


def number_of(units, places=2):
    """The same as a number that prints so."""
    whole, rest = divmod(units, 10 ** places)
    return float(text_of(units, places)) if rest else whole


def percentage(part, whole, places=2):
    """`part` of `whole` as it is printed, such as 98.7%."""
    return text_of(rounded(Fraction(part, whole) * 100, places), places) + "%"
