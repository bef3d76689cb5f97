from duizend.signals.views.appraisals import appraise
from duizend.signals.views.findings import add, enter_in_error, resolve, signals

__all__ = ["add", "appraise", "enter_in_error", "resolve", "signals"]
