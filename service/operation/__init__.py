"""Runs the service: bounded load, index switches, readiness, logs, metrics, traces, headers."""
