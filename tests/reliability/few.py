"""The real program, that sets several processes to work for a few pages already."""

from generator.__main__ import main

if __name__ == "__main__":
    from generator.checks import run
    from generator.site.files import pictures
    from generator.site.pelican_plugin import run_pelican

    run_pelican.PARALLEL_FROM = run._FEW_REPORTS = pictures._PARALLEL_FROM = 2
    run._AGENCIES_PER_TASK = 1
    main()
