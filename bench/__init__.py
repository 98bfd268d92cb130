"""Benchmarks: what speed and memory Kasip has on this machine, beside its targets and its peers.

`make bench`, or `python -m bench [PART …]`. Every part runs in a process of its own on one core, within a time limit, and
nothing leaves the machine. Results go to `docs/performance.md` and `docs/scaling.md`.
"""
