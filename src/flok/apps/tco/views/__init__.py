"""The pages of life-cycle cost."""
