"""Seeded choices that stay the same from one version of Python to the next."""
import random


class Draw:
    """Choices of one department. Only `random()` is used, whose sequence Python promises to keep."""

    def __init__(self, seed):
        self._next = random.Random(seed).random

    def whole(self, low, high):
        """A whole number from `low` to `high`, both included."""
        return low + int(self._next() * (high - low + 1))

    def chance(self, probability):
        return self._next() < probability

    def one(self, choices):
        return choices[int(self._next() * len(choices))]

    def some(self, choices, count):
        """`count` different ones of `choices` in any order, or all of them."""
        left = list(choices)
        return [left.pop(int(self._next() * len(left))) for _ in range(min(count, len(left)))]

    def parts(self, total, count, least=1):
        """`count` whole numbers of at least `least` that add up to `total`."""
        cuts = sorted(self.whole(0, total - least * count) for _ in range(count - 1))
        return [least + high - low for low, high in zip([0] + cuts, cuts + [total - least * count])]


class Deck:
    """Gives each card once before any comes again, so that a text does not repeat itself."""

    def __init__(self, draw, cards):
        self._draw, self._cards, self._left = draw, list(cards), []

    def next(self):
        if not self._left:
            self._left = self._draw.some(self._cards, len(self._cards))
        return self._left.pop()
