"""New positions by e-mail: whom to write, about what, and with which keys to end it."""
