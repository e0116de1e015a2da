"""Hostile input by the million: fuzzers of what is read, of the whole command, and of archives taken apart.

    pip install -e '.[dev,fuzz]'
    python -m fuzz                       everything for ever, one target after the other, ten minutes each
    python -m fuzz zips html --minutes 60
    python -m fuzz kills --minutes 30    the command ended at random moments and at each step that changes the disk
    python -m fuzz --replay              the corpus once (as the tests do)

What is found is saved below `fuzz/found/` (not in the repository): mend it, put the smallest form into
`fuzz/corpus/<target>/`, and write a test beside the code.
"""
