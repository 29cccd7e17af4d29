"""Real conversations graded in batch: planned in parts, resumable, the same on one core, on many, on a cluster."""
