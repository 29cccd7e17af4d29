"""The same screens and reports in a browser, for a team on one server; needs the ``web`` extra."""
