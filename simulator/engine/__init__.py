"""What the customer feels and must express next: pure, deterministic, inspectable."""
