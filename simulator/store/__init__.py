"""The history of practice: attempts, exchanges, marks and drafts in SQLite or another SQL database."""
