"""The faults that reviewers find most, put into a submission that had none."""


def wrong_sum(submission):
    row = next(row for row in submission["baseData"]["spending"] if row["item"] == "projectSubtotal")
    row["final"] = round(row["final"] + 10, 2)


def wrong_total_weight(submission):
    submission["overall"]["total"]["weight"] = 110


def missing_reason(submission):
    """Points are taken off the first indicator without a word of why."""
    row = submission["overall"]["groups"][0]["subgroups"][0]["indicators"][0]
    row.update(target=100, actual="92%")
    row.pop("deviation", None)


def other_figure_in_text(submission):
    narrative = submission["narrative"]
    before, phrase, after = narrative["body"].partition("基本支出决算数")
    amount, unit, rest = after.partition("万元")
    narrative["body"] = before + phrase + str(round(float(amount) + 0.9, 2)) + unit + rest


def wrong_rate(submission):
    submission["projects"][0]["evaluation"]["funds"][0]["rate"] = "88.8%"


KINDS = [wrong_sum, wrong_total_weight, missing_reason, other_figure_in_text, wrong_rate]


def faulty(count, faults):
    """Which departments of `count` are faulty, spread evenly, and the kind of fault of each."""
    return {turn * count // faults: KINDS[turn % len(KINDS)] for turn in range(faults)}
