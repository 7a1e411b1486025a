"""`python -m generator` is the same program as `gongkai`."""

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Until the program can end in order, Ctrl-C ends it without words.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from generator.cli import main

if __name__ == "__main__":
    main()
