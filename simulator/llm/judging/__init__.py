"""A model as judge: it answers a checklist made from a rubric's anchors, and may move a rule's mark by one anchor."""
