"""Results of a review: reviewed claims, gold articles, agreement, recalibrated confidence."""
