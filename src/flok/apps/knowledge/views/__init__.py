"""Pages of what the network knows."""
