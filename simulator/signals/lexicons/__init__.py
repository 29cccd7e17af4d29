"""The words and phrases that detectors look for, as data."""
