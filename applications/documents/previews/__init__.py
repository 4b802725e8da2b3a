"""What staff see and search of a document without opening it: page images and text, made in a child process.

Nothing is imported here: the child needs `render` alone, and neither settings nor models.
"""
