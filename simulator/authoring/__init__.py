"""What helps a trainer write: mistakes found and explained, golden plays run as tests, random play, graphs."""
