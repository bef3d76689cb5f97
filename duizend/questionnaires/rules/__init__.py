"""Pure rules of questionnaires: reading one, what is open, what an answer is and means."""
