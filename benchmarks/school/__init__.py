"""What a whole school costs one server: `python -m benchmarks.school --help`."""
