"""Pages of meetings: reading for all, arranging for those who lead the network."""
