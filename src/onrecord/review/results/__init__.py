"""What becomes of decisions: reviewed claims and gold articles, agreement, confidence fitted anew."""
