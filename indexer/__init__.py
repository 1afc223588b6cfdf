"""Documents in, index out: load, split, embed, store."""
