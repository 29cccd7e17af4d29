"""What trainers write: scenarios, shops, voices and resolutions, loaded from YAML into frozen records."""
