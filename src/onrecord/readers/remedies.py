"""Advice for common inputs that no reader takes."""

from __future__ import annotations

_OFFICE = "soffice --headless --convert-to docx FILE (LibreOffice)"
REMEDIES = {
    ".pdf": "make text of it, with pdftotext FILE.pdf FILE.txt (of poppler-utils), and read that",
    ".doc": f"save it as .docx, with {_OFFICE}, and read that",
    ".odt": f"save it as .docx, with {_OFFICE}, and read that",
    ".epub": "make text of it, with pandoc FILE.epub -o FILE.txt, and read that",
    ".xls": "save it as .csv, with soffice --headless --convert-to csv FILE (LibreOffice), and read that",
    ".xlsx": "save it as .csv, with soffice --headless --convert-to csv FILE (LibreOffice), and read that",
    ".zip": "unpack it, with unzip FILE, and read the folder",
    ".tar": "unpack it, with tar -xf FILE, and read the folder",
    ".tgz": "unpack it, with tar -xf FILE, and read the folder",
    ".bz2": "unpack it, with bunzip2 FILE, and read what comes out",
    ".xz": "unpack it, with unxz FILE, and read what comes out",
    ".zst": "unpack it, with unzstd FILE, and read what comes out",
}
"""By suffix."""
_BEGINNINGS = {b"%PDF-": ".pdf", b"\xd0\xcf\x11\xe0": ".doc"}


def remedy(suffix: str) -> str:
    """Advice for a file with a suffix that no reader takes."""
    return REMEDIES.get(suffix, "use --format")


def remedy_by_beginning(data: bytes) -> str | None:
    """Advice for a file recognised by its first bytes; None for unknown ones."""
    for beginning, suffix in _BEGINNINGS.items():
        if data.startswith(beginning):
            return f"this is a {suffix} file: {REMEDIES[suffix]}"
    return None


def fetch(address: str) -> str:
    """Advice for a web address."""
    return (
        f"{address}: a web address; fetch the page first, with curl -L -o page.html '{address}', and read "
        "page.html (which needs pip install 'onrecord[html]')"
    )
