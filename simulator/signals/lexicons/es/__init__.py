"""Spanish: what its rules lean on. Words stand without accents, as messages are read (``ano``, ``senora``)."""
