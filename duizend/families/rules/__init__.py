"""What is true of families: ages and dates, the BSN, names that look alike."""
