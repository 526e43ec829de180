"""The commands, one module for each thing they are about; `__main__` puts them together."""
