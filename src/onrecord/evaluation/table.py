"""Results as plain text tables for the terminal."""

from __future__ import annotations

from typing import Any


def attributions_table(result: dict[str, Any]) -> str:
    """The result of ``score_attributions``, percentages with one decimal."""

    def row(name: str, value: dict[str, Any]) -> str:
        scores = "".join(f"{100 * value[key]:7.1f}" for key in ("precision", "recall", "f1"))
        return f"{name:24}{scores}{value['tp']:8}{value['predicted']:10}{value['gold']:8}"

    lines = [f"{result['articles']} articles", f"{'':24}      P      R     F1      tp predicted    gold"]
    lines += [row(name, result[name]) for name in ("attribution", "attribution_strict", "content_only")]
    for role, metrics in result["spans"].items():
        lines += [row(f"{role} {name}", value) for name, value in metrics.items()]
    lines += [row(f"{role} tokens", value) for role, value in result["tokens"].items()]
    if result["attribution_f1_95"]:
        low, high = result["attribution_f1_95"]
        lines.append(
            f"attribution F1 {100 * result['attribution_f1']:.1f},"
            f" 95% interval {100 * low:.1f} to {100 * high:.1f}"
        )
    quotes = result["direct_quotes"]
    lines.append(
        f"direct quotes: {quotes['found']} of {quotes['units']} found ({100 * quotes['recall']:.1f}%),"
        f" source right in {100 * quotes['source_accuracy']:.1f}% of these,"
        f" found with the right source {100 * quotes['found_with_right_source']:.1f}%"
    )
    for title, groups in (("content", result["recall_by_kind"]), ("class", result["recall_by_class"])):
        for name, value in groups.items():
            lines.append(f"recall, {title} {name}: {100 * value['recall']:.1f}% of {value['gold']}")
    return "\n".join(lines)


def figures_table(result: dict[str, Any]) -> str:
    """The result of ``score_figures``."""
    return "\n".join(
        f"{block:8}{name:24} P {s['P']:5.1f}  R {s['R']:5.1f}  F1 {s['F1']:5.1f}"
        f"   {s['hits']}/{s['pred']} predicted, {s['hits']}/{s['gold']} gold"
        for block, metrics in result.items()
        for name, s in metrics.items()
    )


def dates_table(result: dict[str, Any], *, kinds: bool = False) -> str:
    """The result of ``score_dates``; ``kinds`` adds a line for every kind of expression."""
    lines = [
        f"gold {result['gold']}, predicted {result['pred']}, ignored in lenient precision {result['ignored']}"
    ]
    for name in ("detection", "detection_lenient", "exact_span", "value"):
        s = result[name]
        lines.append(f"{name:20} P {s['P']:5.1f}  R {s['R']:5.1f}  F1 {s['F1']:5.1f}")
    lines.append(
        f"of the dates found: interval right {result['value_accuracy']:.1f},"
        f" start day right {result['start_accuracy']:.1f}"
    )
    if kinds:
        for kind, c in result["kinds"].items():
            found, right = c.get("found", 0), c.get("value", 0)
            lines.append(f"  {kind:20} gold {c['gold']:4}  found {found:4}  value right {right:4}")
    return "\n".join(lines)


def claims_table(result: dict[str, Any]) -> str:
    """The result of ``score_claims``: single articles first, if any, then the total."""
    lines: list[str] = []
    for ident, single in result.get("articles", {}).items():
        lines += [ident, claims_table(single), ""]
    lines.append(f"{'':30}{'P':>7}{'R':>7}{'F1':>7}{'tp':>6}{'pred':>6}{'gold':>6}")
    for key, value in result.items():
        name = key.partition(": ")[2]
        label = f"  {name}" if name.startswith("+") else name
        if isinstance(value, float):
            lines.append(f"{label:44}{value:7.3f}")
        elif name:
            scores = "".join(f"{value[score]:7.3f}" for score in ("precision", "recall", "f1"))
            lines.append(f"{label:30}{scores}{value['tp']:6}{value['pred']:6}{value['gold']:6}")
    return "\n".join(lines)
