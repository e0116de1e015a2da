"""Dates as HTML archives print them, in many languages: "Jun 26, 2026 9:05:20 am", "4. listopada 2016. u 13:54".

A text is cut at its numbers. What stands between them is looked up in the words of every language (`words.json`); a
language reads a text only if it knows every word of it, and a date is given only if all languages that read it mean the
same one. So "4 listopad 2016" (October in Croatian, November in Czech and Polish) is nothing until a `DateReader` has
learned from the other dates of the archive which language it is in. What is not certain is None, never a guess.
"""

from analyzer.reading.dates.reader import DateReader, language_of
from analyzer.reading.dates.reading import PrintedTime, read_date, read_day

__all__ = ["DateReader", "PrintedTime", "language_of", "read_date", "read_day"]
