"""The page itself: a shell, the part that reads in a sandboxed frame, and the worker in which Python runs."""
