"""Life-cycle costing: what an alternative costs over its life, and on which assumptions."""
