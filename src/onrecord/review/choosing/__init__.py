"""Which claims are reviewed, in which order, and which of them make a sample."""
