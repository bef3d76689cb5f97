"""Pure rules about referrals: what may happen, by whom, how soon, and what may be told."""
