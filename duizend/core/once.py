"""A form that is sent twice makes one row: the row's id travels in the form."""

from django.db import IntegrityError, models, transaction


def save_once(row: models.Model) -> bool:
    """Insert a row under the id it was given; False when that id was already there.

    Two requests at the same moment wait for each other in the database: one inserts, the
    other gets False. Any other broken constraint is raised as it is.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as problem:
        diagnosis = getattr(problem.__cause__, "diag", None)
        if getattr(diagnosis, "constraint_name", "") != f"{row._meta.db_table}_pkey":
            raise
        return False
    return True
