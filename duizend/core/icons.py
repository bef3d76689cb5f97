"""Our own small set of icons: 24 by 24, strokes of 2, round ends. Always shown beside a word."""

# Each value is the inside of an <svg>: trusted markup, written here and nowhere else.
ICONS: dict[str, str] = {
    "add": '<path d="M12 5v14M5 12h14"/>',
    "agreement": '<path d="M3 12l4-4 5 4 4-3 5 4M7 15l3 3 3-2 3 1"/>',
    "arrow-left": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "arrow-right": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "attention": '<path d="M12 4v10"/><path d="M12 19v.01"/>',
    "baby": '<circle cx="12" cy="9" r="5"/><path d="M10 8.5v.01M14 8.5v.01M10.5 11q1.5 1 3 0M5 21c1-4 4-5 7-5s6 1 7 5"/>',
    "bell": '<path d="M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 11h16M8 3v5M16 3v5"/>',
    "check": '<path d="M5 13l5 5L19 7"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>',
    "close": '<path d="M6 6l12 12M18 6L6 18"/>',
    "copy": '<path d="M9 9h11v12H9zM5 15V3h11v3"/>',
    "document": '<path d="M6 3h8l4 4v14H6zM14 3v5h4M9 13h6M9 17h6"/>',
    "dot": '<circle cx="12" cy="12" r="4" class="dz-icon__solid"/>',
    "down": '<path d="M6 9l6 6 6-6"/>',
    "download": '<path d="M12 4v11M7 11l5 5 5-5M4 20h16"/>',
    "edit": '<path d="M4 20l1-4L16 5l3 3L8 19zM14 7l3 3"/>',
    "emergency": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5v9M7.5 12h9"/>',
    "eye": '<path d="M2 12s3.5-6.5 10-6.5S22 12 22 12s-3.5 6.5-10 6.5S2 12 2 12z"/><circle cx="12" cy="12" r="2.8"/>',
    "family": '<circle cx="8" cy="7" r="3"/><circle cx="17" cy="9" r="2.3"/>'
    '<path d="M2.5 20c.3-5 2.5-7.5 5.5-7.5S13.2 15 13.5 20M15 20c0-3 .8-5.5 2.5-5.5S21 16.5 21.5 20"/>',
    "goal": '<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="4.5"/><path d="M12 12v.01"/>',
    "heart": '<path d="M12 20S4 15 4 9a4 4 0 0 1 8-1.5A4 4 0 0 1 20 9c0 6-8 11-8 11z"/>',
    "home": '<path d="M3.5 11.5L12 4l8.5 7.5M6 10v10h12V10M10 20v-6h4v6"/>',
    "inbox": '<path d="M4 13l2.5-8h11L20 13v6H4zM4 13h5c0 4 6 4 6 0h5"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11v5.5M12 7.5v.01"/>',
    "key": '<circle cx="8" cy="14" r="4"/><path d="M11 11l8-8M16 6l3 3"/>',
    "lock": '<path d="M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "message": '<path d="M4 5h16v11H10l-4 4v-4H4z"/>',
    "money": '<circle cx="12" cy="12" r="8.5"/><path d="M15.5 9a4.2 4.2 0 1 0 0 6M7 11h6M7 13.5h6"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 21c.5-5 3.5-7.5 7.5-7.5s7 2.5 7.5 7.5"/>',
    "phone": '<path d="M6 3h4l1.5 5-2.5 2c1 2.5 2.5 4 5 5l2-2.5 5 1.5v4c0 1.5-1 2-2 2C10 20 4 14 4 5c0-1 .5-2 2-2z"/>',
    "plan": '<path d="M5 4h14v17H5zM9 3h6v3H9zM8.5 11l1.5 1.5L12.5 10M14.5 11.5h2M8.5 16l1.5 1.5 2.5-2.5M14.5 16.5h2"/>',
    "print": '<path d="M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z"/>',
    "question": '<circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.700M12 16.5v.01"/>',
    "refer": '<path d="M7 17L18 6M9 6h9v9"/>',
    "route": '<circle cx="6" cy="18" r="2.5"/><circle cx="18" cy="6" r="2.5"/>'
    '<path d="M8.5 18H15a3 3 0 0 0 0-6H9a3 3 0 0 1 0-6h6.5"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4.5 4.5"/>',
    "share": '<circle cx="6" cy="12" r="2.5"/><circle cx="18" cy="6" r="2.5"/><circle cx="18" cy="18" r="2.5"/>'
    '<path d="M8.3 11l7.4-4M8.3 13l7.4 4"/>',
    "shield": '<path d="M12 3l8 3v6c0 5-3.5 7.5-8 9-4.5-1.5-8-4-8-9V6z"/>',
    "signal": '<path d="M5 20V4h11l-2 4 2 4H5"/>',
    "undo": '<path d="M9 7L4 12l5 5M4 12h10a6 6 0 0 1 6 6"/>',
    "weigh": '<path d="M12 4v16M8 20h8M4 7h16M7 7l-3 7h6zM17 7l-3 7h6z"/>',
}


def icon_shape(name: str) -> str:
    """Return the inside of the icon's <svg>. Raises ValueError with the known names."""
    if name not in ICONS:
        raise ValueError(f"There is no icon {name!r}. Choose from: {', '.join(sorted(ICONS))}.")
    return ICONS[name]
