"""Template tags of the pages about consent."""
