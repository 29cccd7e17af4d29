"""Migrations in order, one file each; docs/design/history.md says how to add one."""
