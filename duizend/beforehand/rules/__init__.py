"""Pure rules of asking at home: what may be asked there, links and codes, words and pictures."""
