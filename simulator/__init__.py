"""Training and quality assurance for customer-service agents."""

__version__ = "0.1.0"
