"""A study of thousands of donated archives, on workers that Dask hands them to. docs/study.md says how it is used.

Knows nothing of the terminal: `analyzer.study` and `analyze study` both call `run_study`. Needs the extra `study`.
"""
