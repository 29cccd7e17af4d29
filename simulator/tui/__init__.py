"""The terminal application: a thin shell over ``simulator.training``; ``app.run`` is the way in."""
