"""Choosing claims to review: filters, order and sampling."""
