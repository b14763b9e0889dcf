"""The forms that are changed, and how a change to them is registered."""

import forms

CHANGES = []


def base(submission):
    return [forms.base_data(submission)]


def overall(submission):
    return [forms.overall(submission)]


def report(submission):
    return [forms.project_report(submission)]


def evaluation(submission):
    return [forms.evaluation(submission)]


def roster(submission):
    return [forms.roster(submission)]


def apart(submission):
    return [forms.overall(submission, "apart")]


def in_one_line(submission):
    return [forms.overall(submission, "one")]


def several(submission):
    return [
        forms.base_data(submission), forms.overall(submission), forms.project_report(submission),
        forms.evaluation(submission), forms.roster(submission),
    ]


def change(*made_of, **outcome):
    """Registers a change to each of the forms."""

    def register(apply):
        name = apply.__name__.replace("_", "-")
        for number, form in enumerate(made_of):
            def run(*sheets, number=number):
                result = {"workbook": True, "word": True} | outcome | (apply(*sheets) or {})
                if len(made_of) > 1 and result["word"]:
                    # Of several forms each is tried in one of the two.
                    result |= {"workbook": number % 2 == 0, "word": number % 2 == 1}
                return result

            CHANGES.append((name if len(made_of) == 1 else f"{name}-{form.__name__}", form, run))
        return apply

    return register


def only_workbook(*made_of, **outcome):
    return change(*made_of, word=False, **outcome)
