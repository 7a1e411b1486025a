"""What Pelican only logs: its errors become failures, its warnings are passed on."""

from __future__ import annotations

import logging
import sys

from generator.errors import stops_all
from generator.site.pelican_plugin.whole import Failure, Site, error_of
from generator.site.publishing.staging import BuildError

_LOGGER = "pelican"


class ErrorsNoted(logging.Handler):
    """Records errors: Pelican continues after one and exits with 0."""

    def __init__(self, site: Site) -> None:
        super().__init__(logging.WARNING)
        self.site = site

    def begin(self) -> None:
        """Starts recording."""
        logging.getLogger(_LOGGER).addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Called by logging; an exception that is being handled gives the reason."""
        said = record.getMessage()
        if record.levelno < logging.ERROR:
            self.site.warnings.append(BuildError("site.pelican_warning", reason=said))
            return
        raised = sys.exc_info()[1]
        if raised is not None and stops_all(raised):
            raise raised
        if raised is None:
            error = BuildError("site.pelican_error", reason=" ".join(said.split()))
        else:
            error = BuildError("site.pelican_error", reason=f"{said}: {error_of('', raised)}")
        self.site.failures.append(Failure("", error))

    def __enter__(self) -> None:
        from pelican.log import console

        self._was_quiet, console.quiet = console.quiet, True
        self.begin()

    def __exit__(self, *_: object) -> None:
        from pelican.log import console

        console.quiet = self._was_quiet
        logging.getLogger(_LOGGER).removeHandler(self)
