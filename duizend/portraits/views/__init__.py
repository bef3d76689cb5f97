from duizend.portraits.views.balance import balance, balance_paper, balance_pdf
from duizend.portraits.views.ending import enter_in_error, finish
from duizend.portraits.views.overview import overview
from duizend.portraits.views.triangle import (
    start_triangle,
    triangle,
    triangle_paper,
    triangle_pdf,
)
from duizend.portraits.views.triangle_sides import say, triangle_side
from duizend.portraits.views.web import start_web, web, web_paper, web_pdf
from duizend.portraits.views.web_drawing import draw_web, set_mark

__all__ = [
    "balance",
    "balance_paper",
    "balance_pdf",
    "draw_web",
    "enter_in_error",
    "finish",
    "overview",
    "say",
    "set_mark",
    "start_triangle",
    "start_web",
    "triangle",
    "triangle_paper",
    "triangle_pdf",
    "triangle_side",
    "web",
    "web_paper",
    "web_pdf",
]
