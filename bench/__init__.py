"""Speed measurements. Each `bench_*.py` has a `run()` that prints or returns rows."""
