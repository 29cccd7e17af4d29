"""How someone gets on: skills with their uncertainty, what changed for certain, what to practise next, pathways, exams.

Pure: no database, no clock, no file. Times, attempts and candidates are given as the small records of this package.
"""
