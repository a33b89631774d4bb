"""What belongs to a figure: counted noun, what is measured, change, period, place, the related figure."""
