"""The plain LangChain recipe: split, embed, top four passages, one prompt; what ModelSage is measured against."""

import re
from collections.abc import Iterator, Sequence

from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.prompts import ChatPromptTemplate, MessagesPlaceholder
from langchain_core.vectorstores import InMemoryVectorStore
from langchain_text_splitters import RecursiveCharacterTextSplitter

from bot.evaluation.questions import Question
from bot.write import Writer
from knowledge.articles import Article, split_front_matter

CHUNK_SIZE, OVERLAP, TOP_K = 600, 100, 4
SYSTEM = (
    "Use the following context to answer the question at the end. If you do not know the answer, "
    "say that you do not know.\n\n{context}"
)
PROMPT = ChatPromptTemplate.from_messages(
    [
        ("system", SYSTEM),
        MessagesPlaceholder("history"),
        ("human", "{question}"),
    ]
)

# Nothing but its words tells whether it refuses: not knowing, not being told, not being able.
_REFUSAL = re.compile(
    r"\b(?:do(?:es)? not|don't|doesn't|is not|isn't|are not|cannot|can't|unable to) "
    r"(?:\w+ ){0,3}?(?:know|have|mention|provide|contain|specif|state|include|assist|help|given|answer|access)"
    r"|\bno (?:information|mention)\b|\bI'm sorry\b|\bsorry, "
    r"|不知道|没有(?:提到|提及|提供|说明|相关|关于|足够)|未(?:提到|提及|提供|说明)|无法(?:回答|提供|确定|得知|协助)|抱歉|对不起",
    re.IGNORECASE,
)


class PlainRecipe:
    """Retrieval-augmented generation as a tutorial builds it, over the same articles."""

    def __init__(self, articles: Sequence[Article], embeddings: Embeddings) -> None:
        texts = [split_front_matter(article.path)[1] for article in articles]
        splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_SIZE, chunk_overlap=OVERLAP)
        pieces = splitter.split_documents([Document(text) for text in texts])
        store = InMemoryVectorStore.from_documents(pieces, embeddings)
        self._retriever = store.as_retriever(search_kwargs={"k": TOP_K})

    def answer(self, model: Writer, question: Question) -> Iterator[str]:
        """Stream the answer of a chat model to a question; its conversation goes before it."""
        context = "\n\n".join(d.page_content for d in self._retriever.invoke(question.question))
        history = [(turn.role, turn.content) for turn in question.history]
        messages = PROMPT.format_messages(
            context=context, question=question.question, history=history
        )
        yield from model.stream([(m.type, str(m.content)) for m in messages])


def has_refused(text: str) -> bool:
    """Whether an answer says, in its first sentence, that it has none."""
    first = re.split(r"(?<=[。！？!?\n])|(?<=\.)\s", text.strip(), maxsplit=1)[0]
    return not text.strip() or _REFUSAL.search(first) is not None
