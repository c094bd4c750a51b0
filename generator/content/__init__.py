"""Read and check the seeds: YAML in, a typed and cross-checked `Library` out, or every error at once."""
