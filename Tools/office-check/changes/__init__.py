"""What people do to forms, and what must come of it: each value there, or its cell named, and never a wrong one in silence."""

from changes import columns, figures, labels, merges, rows, surroundings
from changes.made_of import CHANGES

all = CHANGES
