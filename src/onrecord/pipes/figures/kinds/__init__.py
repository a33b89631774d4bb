"""What a number is where its unit does not say: an age, a rank, a score, a multiple."""
