"""How fast posts are read, beside what one could use instead."""
