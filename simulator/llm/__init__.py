"""A language model behind an OpenAI-compatible server: it words the customer or refines a score, and owns neither."""
