"""The plain LangChain recipe: split, embed, top four passages, one prompt; what ModelSage is measured against."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.prompts import ChatPromptTemplate
from langchain_text_splitters import RecursiveCharacterTextSplitter

from bot.chat_models import ChatModel
from knowledge.articles import Article, split_front_matter

CHUNK_SIZE, OVERLAP, TOP_K = 600, 100, 4
PROMPT = ChatPromptTemplate.from_messages(
    [
        ("system", "Use the following context to answer the question at the end.\n\n{context}"),
        ("human", "{question}"),
    ]
)


class PlainRecipe:
    """Retrieval-augmented generation as a tutorial builds it, over the same articles."""

    def __init__(
        self, articles: Sequence[Article], embeddings: Embeddings, model: ChatModel, folder: Path
    ) -> None:
        texts = [split_front_matter(article.path)[1] for article in articles]
        splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_SIZE, chunk_overlap=OVERLAP)
        pieces = splitter.split_documents([Document(text) for text in texts])
        store = Chroma.from_documents(pieces, embeddings, persist_directory=str(folder))
        self._retriever = store.as_retriever(search_kwargs={"k": TOP_K})
        self._model = model

    def answer(self, question: str) -> Iterator[str]:
        """Stream the answer to a question."""
        context = "\n\n".join(d.page_content for d in self._retriever.invoke(question))
        messages = PROMPT.format_messages(context=context, question=question)
        yield from self._model.stream([(m.type, str(m.content)) for m in messages])
