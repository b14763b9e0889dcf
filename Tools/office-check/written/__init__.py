"""What the program writes, before outside judges: openpyxl and, where all is asked for, LibreOffice."""

import concurrent.futures
import os
import time

from . import bureau, converted, round_trip, submissions


def check(annex, folder, everything):
    """Prints what was proved and what is wrong.
    - everything: all offices of the county instead of some, and what LibreOffice makes of the workbooks."""
    start = time.monotonic()
    trip = round_trip.RoundTrip(annex, f"{folder}/round-trip")
    chosen = list(submissions.all(f"{folder}/county", everything))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(trip.take, chosen))
        list(pool.map(trip.compare, chosen))
    print("{} submissions written as workbooks ({} merges, {} validations, {} formulas) and read back, {} faults, {:.0f} s".format(
        len(chosen), *trip.counts, len(trip.wrong), time.monotonic() - start))
    wrong = list(trip.wrong)
    wrong += bureau.check(annex, f"{folder}/bureau", has_libre_office=everything)
    if everything:
        wrong += converted.check(annex, f"{folder}/converted", trip, chosen)
    for fault in wrong[:40]:
        print(f"    {fault}")
    return len(wrong)
