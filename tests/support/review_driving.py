"""Drives the windows of a review with keys, through Textual's pilot."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Static

from onrecord.review import Session
from onrecord.review.windows import ReviewApp

Script = Callable[[Pilot[None]], Awaitable[None]]


def drive(session: Session, script: Script, size: tuple[int, int] = (80, 24), **more: Any) -> ReviewApp:
    app = ReviewApp(session, **more)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await script(pilot)
            await pilot.pause()

    asyncio.run(run())
    return app


def keys(*pressed: str) -> Script:
    async def script(pilot: Pilot[None]) -> None:
        for key in pressed:
            await pilot.press(key)
            await pilot.pause()

    return script


def verdicts(session: Session) -> list[str]:
    return [one.verdict for one in session.store.since()]


def shown(app: Any, ident: str) -> str:
    return str(app.query_one(f"#{ident}", Static).render())
