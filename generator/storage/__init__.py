"""What is kept on disk: the output folder, and the cache with the record of the last build."""
