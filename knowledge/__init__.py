"""What ModelSage knows: model records, licences, articles, and the index that searches them."""

__version__ = "0.1.0"
