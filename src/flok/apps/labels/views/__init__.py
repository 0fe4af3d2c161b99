"""Pages of labels: the register, assessments, documentation and plans."""
