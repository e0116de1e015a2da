"""The page that needs no installation: `analyze` in a browser. `python -m web.build` makes it; see web/README.md."""
