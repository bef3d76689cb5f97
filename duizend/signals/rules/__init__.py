"""Pure rules about signals: conditions, the balance, and the words for both."""
