"""Text of a target made harmless to look at."""


def plain(text: str) -> str:
    """A text whose unprintable characters, among them those that turn the direction of writing, are escaped."""
    return text if text.isprintable() else "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)


def plain_lines(text: str) -> str:
    """The same of each line."""
    return "\n".join(plain(line) for line in text.expandtabs(4).split("\n"))
