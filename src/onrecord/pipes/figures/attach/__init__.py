"""A figure's attachments: counted noun, measured phrase, change, period, place, related figure."""
