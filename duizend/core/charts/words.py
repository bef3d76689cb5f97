"""How much room words take in a drawing; estimated from their letters, on the safe side."""

# The width of a letter of our font, in ems, where it is widest on average.
LETTER = 0.58
LINE = 1.25


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
    widest = max((len(line) for line in lines), default=0)
    return widest * LETTER * size, len(lines) * LINE * size
