"""Texts written for this project to learn from; the form stands at the top of customer_moods.tsv."""
