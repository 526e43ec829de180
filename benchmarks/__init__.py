"""Measurements, each a script that prints ratios of things measured side by side in one run."""
