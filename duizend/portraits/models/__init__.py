from duizend.portraits.models.pictures import Mark, Portrait, Statement
from duizend.portraits.models.reference import Theme

__all__ = ["Mark", "Portrait", "Statement", "Theme"]
