"""YAML files to records, every fault with its position."""
