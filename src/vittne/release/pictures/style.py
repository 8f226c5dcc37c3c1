"""The rules by which the pictures get their colours; the site's style sheet includes them.

Light is the rule, dark follows the reader's system, paper is light again. All colours reach a
contrast of 4.5 to the ground for words and 3 for marks (a test computes it).
"""

from __future__ import annotations

LIGHT = {
    "ground": "#fbfaf7",
    "ink": "#1c1b19",
    "muted": "#57534c",
    "grid": "#dedad1",
    "axis": "#777168",
    "period": "#857f75",
    "denial": "#a3182c",
    "origin-0": "#1f4e79",
    "origin-1": "#8f3d10",
    "origin-2": "#2b6638",
    "origin-3": "#6b3a8a",
    "origin-4": "#735700",
    "origin-5": "#0e6670",
    "silent-3": "#d3dbe6",
    "silent-2": "#e2e7ee",
    "silent-1": "#eef1f5",
    "silent-0": "#f9f5ec",
}
DARK = {
    "ground": "#161615",
    "ink": "#ece8e1",
    "muted": "#b0aaa0",
    "grid": "#3b3833",
    "axis": "#918b81",
    "period": "#918b81",
    "denial": "#f4909c",
    "origin-0": "#8dbbe8",
    "origin-1": "#eaa57e",
    "origin-2": "#8fd09b",
    "origin-3": "#cda8e6",
    "origin-4": "#dcc05f",
    "origin-5": "#78d0d8",
    "silent-3": "#2f3d50",
    "silent-2": "#263140",
    "silent-1": "#1e2732",
    "silent-0": "#2a2418",
}


def _variables(colours: dict[str, str]) -> str:
    return " ".join(f"--picture-{name}: {colour};" for name, colour in colours.items())


_ORIGINS = "\n".join(
    f".picture .origin-{i} {{ color: var(--picture-origin-{i}); }}" for i in range(6)
)
_SILENT = "\n".join(
    f".picture .silent-{i} {{ fill: var(--picture-silent-{i}); }}" for i in range(4)
)

PICTURES_CSS = f"""\
.picture {{ {_variables(LIGHT)} }}
@media (prefers-color-scheme: dark) {{
.picture {{ {_variables(DARK)} }}
}}
@media print {{
.picture {{ {_variables({**LIGHT, "ground": "#ffffff"})} }}
}}
.picture {{ container-type: inline-size; margin: 0; }}
.picture svg {{ display: block; width: 100%; height: auto; overflow: visible; }}
.picture .picture-narrow {{ max-width: 26rem; }}
.picture .picture-wide {{ display: none; max-width: 48rem; }}
@container (min-width: 680px) {{
.picture .picture-narrow {{ display: none; }}
.picture .picture-wide {{ display: block; }}
}}
.picture text {{ font-size: 13px; fill: var(--picture-ink); letter-spacing: 0;
 paint-order: stroke; stroke: var(--picture-ground); stroke-width: 3px; stroke-linejoin: round; }}
.picture text.in-silence {{ stroke: var(--picture-silent-3); }}
.picture text.in-surprise {{ stroke: var(--picture-silent-0); }}
.picture text.head {{ font-size: 15px; font-weight: 700; }}
.picture text.bold {{ font-weight: 700; }}
.picture text.muted {{ fill: var(--picture-muted); }}
.picture text.denied {{ fill: var(--picture-denial); font-weight: 700; }}
.picture text.denied-words {{ fill: var(--picture-denial); }}
.picture text.quote {{ font-style: italic; }}
.picture line, .picture path, .picture circle
 {{ fill: none; stroke: currentColor; stroke-width: 1.5; }}
.picture .grid {{ stroke: var(--picture-grid); stroke-width: 1; }}
.picture .axis {{ stroke: var(--picture-axis); stroke-width: 1; }}
.picture .leader {{ stroke: var(--picture-grid); stroke-width: 1; }}
.picture .period {{ stroke: var(--picture-period); stroke-width: 3; }}
.picture .own {{ fill: currentColor; stroke: currentColor; }}
.picture .retold {{ fill: var(--picture-ground); stroke: currentColor; stroke-width: 2; }}
.picture .value {{ stroke: currentColor; stroke-width: 2.5; }}
.picture .join {{ stroke: currentColor; stroke-width: 1.5; }}
.picture .denial {{ color: var(--picture-denial); stroke-width: 2.5; }}
.picture .denying {{ color: var(--picture-denial); stroke-width: 1.5; }}
.picture .known {{ color: var(--picture-denial); fill: currentColor; }}
.picture .later {{ color: var(--picture-denial); fill: var(--picture-ground); stroke-width: 1.5; }}
.picture .unclear {{ color: var(--picture-denial); fill: var(--picture-ground);
 stroke-dasharray: 2 2; }}
.picture .threshold {{ color: var(--picture-ink); stroke-width: 2.5; }}
.picture .clustered {{ color: var(--picture-ink); stroke-width: 2; stroke-dasharray: 7 4; }}
.picture .band {{ fill: var(--picture-silent-3); stroke: none; }}
.picture .hill {{ fill: currentColor; fill-opacity: 0.22; stroke-width: 1; }}
.picture .whole {{ color: var(--picture-ink); stroke-width: 1.5; stroke-dasharray: 2 3; }}
.picture .contour {{ stroke: var(--picture-axis); stroke-width: 1; }}
.picture .reference {{ color: var(--picture-denial); stroke-dasharray: 2 3; }}
.picture .restates, .picture .drifts_from, .picture .rests_on, .picture .same_base
 {{ color: var(--picture-origin-0); }}
.picture .part_of, .picture .narrows, .picture .widens, .picture .same_topic
 {{ color: var(--picture-axis); }}
.picture .contradicts, .picture .corrects {{ color: var(--picture-denial); }}
.picture .drifts_from {{ stroke-dasharray: 9 3; }}
.picture .rests_on {{ stroke-width: 3; }}
.picture .same_base {{ stroke-width: 3; stroke-dasharray: 12 2; }}
.picture .part_of {{ stroke-dasharray: 2 3; }}
.picture .narrows {{ stroke-dasharray: 8 3 2 3; }}
.picture .widens {{ stroke-dasharray: 2 2 8 2; stroke-width: 2.5; }}
.picture .same_topic {{ stroke-dasharray: 1 5; stroke-linecap: round; stroke-width: 2; }}
.picture .contradicts {{ stroke-dasharray: 5 3; stroke-width: 2; }}
.picture .corrects {{ stroke-dasharray: 3 3; stroke-width: 2; }}
.picture .head-of-arrow {{ stroke-dasharray: none; fill: currentColor; stroke-width: 1; }}
{_SILENT}
{_ORIGINS}
.picture .ink {{ color: var(--picture-ink); }}
.picture .silent-0, .picture .silent-1, .picture .silent-2, .picture .silent-3 {{ stroke: none; }}
@media print {{
.picture svg {{ print-color-adjust: exact; -webkit-print-color-adjust: exact; }}
}}
"""
