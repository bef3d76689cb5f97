"""Pure rules about what stays silent: who hears when, and what is asked when it did not work out."""
