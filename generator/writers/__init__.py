"""Write models as bytes: one package or module to a format, none of which touches a file, a clock or the seeds."""
