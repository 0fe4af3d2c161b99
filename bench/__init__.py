"""Benchmarks, each beside a peer or a physical limit measured in the same run. `make bench` runs them all."""
