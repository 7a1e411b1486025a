"""The tasks of work plans (政务公开工作要点)."""
