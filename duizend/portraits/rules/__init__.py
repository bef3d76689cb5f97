"""Pure rules about pictures: their words, what was so when, what changed since."""
