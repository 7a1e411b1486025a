"""Open data: every table of the site as files under /data/, described for people and programs."""
