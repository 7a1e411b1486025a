"""All that is known of a report beside its record: findings, answers, corrections, revisions."""
