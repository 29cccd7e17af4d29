"""Personal data out of text: typed placeholders, the same for the same thing throughout one transcript.

Order, ticket and tracking numbers are kept: they are found by what stands around them, and nothing inside them is
masked. Nothing here keeps or writes a way back from a placeholder to what it stands for.
"""

from simulator.redact.mask import Mask, Masked

__all__ = ["Mask", "Masked"]
