"""All inputs of an edition, read and checked."""
