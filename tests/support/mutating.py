"""Valid inputs made a little, or very, wrong."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

PIECES = [
    b"", b"\0", b"\xff", b"\r\n", b"\n", b'"', b"'", b"<", b">", b"&", b"{", b"}", b"\\", b",", b"-1", b"0",
    b"1e999", b"\\u", b"\\bin9", b"<![CDATA[", b"&#0;", b"&x;", b"<!--", b"]]>", b"Content-Length: ",
    b"WARC/1.0\r\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"null", b"[", b"]", b"\xef\xbb\xbf", b"\xff\xfe",
    b"\xed\xa0\x80", b"\x1b[2J", b"9" * 30, b"\xe2\x80\x8f",
]  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """One of some inputs with stretches cut, doubled, overwritten, or taken from another one."""
    data = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        stop = min(len(data), start + draw(st.sampled_from([0, 1, 2, 4, 8, 64, 1 << 30])))
        other = draw(st.sampled_from(seeds))
        at = draw(st.integers(0, len(other)))
        piece = draw(
            st.sampled_from([*PIECES, data[start:stop] * 2, other[at : at + stop - start]])
            | st.binary(max_size=6)
        )
        data = data[:start] + piece + data[stop:]
    return data
