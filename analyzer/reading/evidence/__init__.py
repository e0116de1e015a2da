"""Evidence of who could see what, from files that the person saved out of Facebook and Instagram themselves.

Two steps, so that a file which cannot be used is refused before an archive is read:

1. `read_audiences(path, said_day)` and `read_page(path, said_day)` read a file of `--audiences` and of `--seen-public`.
   They raise `EvidenceRefused`, a `UsageError` whose `why` is a word and whose `str()` is a sentence.
2. When the accounts are known, `own_stories(file, Owner.of(facts))` and `public_view(page, Owner.of(facts))` keep what
   is the owner's, or refuse a file of somebody else. What was seen of each item is told by
   `analyzer.items.evidence`.

Nothing here knows a policy: what follows from an observation is for the rules to say. Nothing is imported here: most
runs have no such file, and the parsers take a tenth of a run's start.
"""
