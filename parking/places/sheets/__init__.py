"""A sheet per car park: its layout, a workbook to fill in, reading it, and holding it against the law."""
