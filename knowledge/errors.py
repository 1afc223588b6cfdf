"""The tree of errors that are meant to be read by the person at the other end.

    ModelSageError
    ├── UsageError              the call's words are off (exit code 2)
    ├── SettingsError           a setting or its value cannot be used
    ├── DataFolderError         the data folder cannot be read or written
    ├── RecordError             a model record or an article breaks its schema
    ├── DocumentError           a document or a page cannot be read, fetched or converted
    ├── IndexError_
    │   ├── IndexMissing        nothing was indexed yet
    │   ├── IndexUnusable       what is there is damaged or of another version
    │   ├── IndexUnreachable    the Chroma server that holds it does not answer
    │   └── IndexBusy           another build holds the lock
    ├── EmbeddingError          the embedding model cannot be loaded or run
    ├── WeightsError            the chat model's file is missing, damaged or cannot be fetched
    └── ChatModelError          no chat model answers where one was asked for

Foreign exceptions are translated into these at the borders (Chroma, embedding models, chat
models) and caught at the edges (a command, the chat loop).
"""


class ModelSageError(Exception):
    """An expected failure, told in a sentence, with a hint: the command or setting that mends it."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(ModelSageError):
    """The question, file or option given cannot be used as it stands."""

    exit_code = 2


class SettingsError(ModelSageError):
    """A setting is unknown, out of bounds or contradicts another."""


class DataFolderError(ModelSageError):
    """The data folder cannot be created, read or written."""


class RecordError(ModelSageError):
    """A shipped or added record, licence or article does not fit its schema."""


class DocumentError(ModelSageError):
    """A document or a page cannot be read, fetched or converted; the others are no concern of it."""


class IndexError_(ModelSageError):
    """The search index cannot be used."""


class IndexMissing(IndexError_):
    """No index was built in this data folder."""


class IndexUnusable(IndexError_):
    """The index is damaged, or was built by another version or embedding model."""


class IndexUnreachable(IndexError_):
    """The Chroma server that holds the index cannot be reached, or refuses."""


class IndexBusy(IndexError_):
    """Another process is building the index of this data folder."""


class EmbeddingError(ModelSageError):
    """The embedding model cannot be loaded or cannot embed."""


class WeightsError(ModelSageError):
    """The chat model's weights are missing, damaged or cannot be fetched."""


class ChatModelError(ModelSageError):
    """The chat model that was asked for cannot be reached or stopped answering."""
