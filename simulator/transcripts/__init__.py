"""Transcripts from other systems: one module a system, one row each in one table.

Layers, from the bottom: ``records`` (what is given and taken), ``source`` (a file of any encoding, in pieces),
``json_values`` and ``csv_table`` (its values and rows), ``shapes`` (records told by their keys, wherever they stand),
``assembling`` (records to conversations, joined from several kinds where needed), ``building`` (one transcript, in
order), ``importer`` (a row) and ``importers`` (the table).

Exports without a system's own keys are read by ``sides`` (words that name a side), ``turn_keys`` and ``turn_lists``
(messages in JSON), ``csv_columns`` (in tables) and ``labelled_text`` (in text); calls by ``spoken``.

How a row is added:

1. Write ``<system>.py`` here, or in a package of your own, with ``IMPORTER = Importer(system, title, recognise, read,
   told)``, or ``IMPORTERS``, a tuple of them. For JSON and CSV exports ``importer.by_records`` makes it from *shapes*
   (which keys a record of each kind has; keys are compared without case and separators) and an *assembly*:
   ``assembling.each`` where a record is a whole conversation, ``assembling.joined`` where tickets, comments and users
   come apart.
2. Make a transcript with ``building.finished(Transcript(id=..., system=..., source=record.source), said)``: it sorts,
   removes duplicates, marks what can be graded and names what a mapping must say. Who speaks comes from
   ``People.who``: a field or table of the export, else the mapping, else ``OTHER``. Never guess.
3. Texts go through ``wording.worded`` (HTML, mended letters, quoted mails), times through ``times.moment``, ratings
   through ``ratings.rating``. Notes, drafts, bots, automations and events stay, as turns of that kind.
4. Add the module's name to ``importers.MODULES``; an outside package adds an entry point of the group
   ``simulator.importers`` instead.
5. Add samples with the system's traps to ``tests/transcripts/samples`` and a row to ``docs/transcripts.md``.
"""
