"""Which items the evidence speaks of, and what was seen of each.

`match` tells what was seen of each item, `seen_records` keeps that with the answers and puts it beside what this run's
files say. Nothing here knows a policy: what follows from an observation is for the rules to say.
"""
