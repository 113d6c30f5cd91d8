"""Look up, prove and cite what one newspaper article says about the Red Cross Society of China."""

__version__ = "0.1.0"
