"""Rubrics, marks, scorecards and coaching: every point stands on quoted words, unknown is never zero."""
