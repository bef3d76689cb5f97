"""Pure geometry of the drawings: values in, points out. No Django, no colours, no care."""
