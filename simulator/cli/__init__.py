"""The command line: a thin shell. What it prints on stdout is data, what it says on stderr is narration."""
