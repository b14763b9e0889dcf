"""Office prose of a wanted length, made of the sentences in words.py."""
import words
from draw import Deck
from figures import text_of


class Writer:
    """Writes about one field of work."""

    def __init__(self, draw, field):
        self._draw = draw
        self._things = Deck(draw, words.THINGS[field])
        self._papers = Deck(draw, words.PAPERS)
        self._who = Deck(draw, words.WHO)
        self._decks = {id(pool): Deck(draw, pool) for pool in (words.DONE, words.PROBLEMS, words.MEASURES, words.THRIFT)}

    def thing(self):
        return self._things.next()

    def fill(self, sentence):
        """`sentence` with each place filled anew."""
        draw = self._draw
        makers = {
            "thing": self.thing, "paper": self._papers.next, "who": self._who.next,
            "n": lambda: str(draw.whole(2, 29)), "m": lambda: str(draw.whole(32, 980)),
            "p": lambda: text_of(draw.whole(880, 1000), 1), "q": lambda: str(draw.whole(45, 88)),
            "q2": lambda: text_of(draw.whole(12, 185), 1), "month": lambda: str(draw.whole(3, 12)),
            "money": lambda: text_of(draw.whole(120, 9800), 2), "effect": lambda: self.fill(draw.one(words.EFFECTS)),
        }
        head, *rest = sentence.split("{")
        for part in rest:
            name, _, tail = part.partition("}")
            head += makers[name]() + tail
        return head

    def sentence(self, pool):
        return self.fill(self._decks[id(pool)].next())

    def paragraph(self, pool, low, high, numbered=False):
        """Sentences of `pool`, about `low` to `high` characters in all; as 一是, 二是 … if `numbered`."""
        wanted, written = self._draw.whole(low, high), []
        while not written or sum(map(len, written)) + len(written) + 12 < wanted:
            written.append(self.sentence(pool))
        if numbered and len(written) > 1:
            return "；".join(f"{'一二三四五六七八九'[i % 9]}是{text}" for i, text in enumerate(written)) + "。"
        ends = [self._draw.one("。。；") for _ in written[1:]] + ["。"]
        return "".join(text + end for text, end in zip(written, ends))

    def points(self, pool, count, low, high):
        """`count` numbered paragraphs."""
        return lines(f"{i + 1}、{self.paragraph(pool, low, high)}" for i in range(count))

    def thrift(self, low, high):
        """The measures of thrift in five points, now with headings of their own, now without."""
        heads, own_lines = self._draw.some(words.THRIFT_HEADS, 5), self._draw.chance(0.5)
        return lines(f"{number}、{head}" + ("\n" if own_lines else "。") + self.paragraph(words.THRIFT, low, high)
                     for number, head in zip("一二三四五", heads))


def lines(paragraphs):
    return "".join(paragraph + "\n" for paragraph in paragraphs)
