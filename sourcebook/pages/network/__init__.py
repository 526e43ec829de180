"""Where requests come from: known addresses, own pages, trusted proxies, and what is announced."""
