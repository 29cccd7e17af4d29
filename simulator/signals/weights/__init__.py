"""Weights of the learned models (docs/model-card.md says what they were trained on, NOTICE names the licences)."""
