"""What is asked about pictures: those that were made, and the balance over time."""
