"""Bring back into the seeds what was changed in a deck. In: a .pptx file that was built here and edited. Out: changes of texts by origin."""
