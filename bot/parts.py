"""Several questions in one message, taken apart where each can be answered by itself."""

import re

MOST = 3
_END = re.compile(r"(?<=[?？])\s*|(?<=[。；;!！])\s*|(?<=[a-z)]\.)\s+(?=[A-Z])|\n+")
_ASKS = r"(?:what|which|who|when|where|why|how|is there|are there|is it|is that|are they|(?:can|could|does|do|did|may|will|would|should|is|are|was|were)(?= \S+ )|any)"
_JOINED = re.compile(
    rf"[,;]?\s+(?:and|but|also|plus|&)(?:\s+(?:also|then|if so))?,?\s+(?={_ASKS}\b)|[,，]?\s*(?=还有(?!没有)[^。？?]{{1,12}}[吗呢？?])|[,，]?\s*(?:另外|还有(?=[，,:：])|顺便(?:问(?:一下|下)?|再问)?|此外|以及(?=[^。？?]{{0,14}}(?:吗|呢|什么|哪|多少|是不是|能不能)))[，,:：]?",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"[?？]\s*$|^\W*(?:so |and |but |also |then )?(?:what|which|who|whose|when|where|why|how|is|are|was|were|can|could|do|does|did|may|will|would|should|any|has|have)\b"
    r"|吗|呢|么(?!样的)|什么|啥|多少|多大|多长|哪|谁|几|怎么|如何|咋|是否|能否|可否|能不能|可不可以|行不行|有没有|是不是|不\W*$",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Whether a piece of a message asks something."""
    return _ASKING.search(text.strip()) is not None


def split(text: str) -> tuple[str, ...]:
    """The questions of a message, at most three; what asks nothing stays with its neighbour."""
    pieces = [piece for end in _END.split(text) for piece in _JOINED.split(end) if piece.strip()]
    found: list[str] = []
    waiting = ""
    for piece in pieces:
        joined = f"{waiting} {piece}".strip()
        if asks(piece):
            found.append(joined)
            waiting = ""
        elif found and not waiting and len(pieces) - 1 == pieces.index(piece):
            found[-1] = f"{found[-1]} {piece.strip()}"
        else:
            waiting = joined
    if waiting and found:
        found[-1] = f"{found[-1]} {waiting}"
    return tuple(found[:MOST]) if len(found) > 1 else (text,)
