"""What the numbers mean: counts with bounds, stages, and the comparison of what was stated with what was observed."""
