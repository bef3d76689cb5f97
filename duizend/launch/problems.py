"""The one way in which the launcher says no."""


class LaunchProblem(Exception):
    """Something a person has to put right; the text says what and how.

    Shown as one message on standard error, without a traceback; exit status 1.
    """
