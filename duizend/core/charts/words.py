"""How much room words take in a drawing; estimated from their letters, on the safe side."""

LINE = 1.25
# Widths of letters in ems; every other one is as wide as most.
NARROW = frozenset("fijlrtI.,:;'()|!- ")
BROAD = frozenset("mwMWOQ@%—")
WIDTHS = {True: 0.4, False: 0.62}


def width(text: str) -> float:
    """How wide one line of words is, in ems."""
    return sum(0.98 if letter in BROAD else WIDTHS[letter in NARROW] for letter in text)


def wrapped(text: str, longest: int) -> tuple[str, ...]:
    """The words in lines of at most `longest` letters; a longer word keeps a line to itself."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(lines)


def block(lines: tuple[str, ...], size: float) -> tuple[float, float]:
    """Width and height of lines in letters of this size, in the unit of the size."""
    return max(map(width, lines), default=0) * size, len(lines) * LINE * size
