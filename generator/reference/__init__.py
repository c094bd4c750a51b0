"""The reference of the kit's files, for editors and for readers: JSON Schemas, and pages of all keys with examples.

In: the records of `content` and `settings`, the descriptions and the example kit in assets/reference. Out: files of assets.
"""
