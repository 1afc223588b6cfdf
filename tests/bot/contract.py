"""What other programs build on: the keys of the JSON that commands print, in their order."""

ANSWER_KEYS = (
    "id",
    "question",
    "language",
    "answer",
    "prose",
    "verdict",
    "abstained",
    "models",
    "sources",
    "sentences",
    "chat_model",
    "timings_ms",
)
TIMINGS = ("understand", "retrieve", "decide", "first_text", "write", "check", "total")
SOURCE_KEYS = ("number", "title", "url", "date")
HIT_KEYS = ("rank", "score", "document", "title", "heading", "text")
