"""Reading what people write: names, amounts, days, moments, spreadsheets."""
