"""Gold sets, metrics, baselines, reports: judges what is served."""
