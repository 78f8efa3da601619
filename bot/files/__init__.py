"""Files that are drawn: pictures, calendars, spreadsheets, documents."""
