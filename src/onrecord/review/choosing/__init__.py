"""Which claims come up for review, in which order, and which of them make a sample."""
