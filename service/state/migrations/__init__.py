"""Migrations of the tables, run by `service.state.migration`."""
