"""What a finished session says to the person who held it: pure records, no screen and no file."""
