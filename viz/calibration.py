"""The page of a calibration: a row a world with every figure's interval, and the reliability of the estimate."""

from graphs.calibrate import Bin, Calibration, Row
from viz.charts import bounds
from viz.page import Page, compose, escape, static
from viz.report.markup import note, paragraph, section, table
from viz.report.words import percent, percents

Interval = tuple[float | None, float | None]


def calibration_page(found: Calibration) -> Page:
    """Write the page; nobody appears in it."""
    title = "How far the verdicts can be trusted"
    told = (
        f"{found.runs:,} stories a world, {found.posts:,} posts a story before any is hidden, "
        f"{found.stories_a_case:,} stories a case, seed {found.seed}, thresholds {found.thresholds}"
    )
    body = (
        f'<div class="report"><header><p class="kicker">Whence calibration</p><h1>{escape(title)}</h1>'
        f'<p class="subtitle">{escape(told)}</p></header><main>'
        f"{section('led', 'Verdicts against truth', _verdicts(found))}"
        f"{section('share', 'The interval of the share', _shares(found))}"
        f"{section('reliability', 'Reliability of the estimate', _reliability(found))}</main></div>"
    )
    return compose(
        title=title,
        body_html=body,
        styles=[static("report.css")],
        scripts=[],
        identified=False,
        audience="public",
        summary={"worlds": len(found.worlds)},
    )


def _verdicts(found: Calibration) -> str:
    head = ("World, and what was said", "#False", "False source led", "Planted verdict found", "Cannot tell")
    return paragraph(
        "A story counts as called led if any of its narratives is. Dots are rates, bars their intervals: 95 % for "
        "false leads, 90 % for the others (Wilson), each on a line from 0 to 100 %. No dot: the figure does not "
        "apply to that world."
    ) + table("Worlds", head, [_verdict(row) for row in found.worlds])


def _verdict(row: Row) -> tuple[str, ...]:
    led = None if row.false_led is None else row.false_led / max(row.runs, 1)
    said = ", ".join(f"{count} {verdict}" for verdict, count in row.verdicts.items())
    return (
        f'{escape(row.world)}<br><span class="quiet">{escape(said)}</span>',
        "" if row.false_led is None else f"{row.false_led}",
        _rate(led, (row.false_led_low, row.false_led_high)),
        _rate(row.power, row.power90),
        _rate(row.cannot_tell, row.cannot_tell90),
    )


def _shares(found: Calibration) -> str:
    head = ("World", "#Intervals", "Hold the planted share", "Mean width")
    rows = [
        (escape(row.world), f"{row.intervals}", _rate(row.cover90, row.cover90_90), _rate(row.width, row.width90))
        for row in found.worlds
    ]
    return paragraph(
        "The 90 % interval of each story's largest narrative against the share of all the story's target posts, "
        "hidden ones included, that descend from the source in the planted forest. 85 % or more should hold it."
    ) + table("Intervals", head, rows)


def _reliability(found: Calibration) -> str:
    head = ("Estimate", "#Stories", "Mean estimate", "Mean planted share, 90 %")
    rows = [_bin(one) for one in found.reliability]
    return (
        paragraph("Where the sampled ancestries estimate so much, this much was planted, over all worlds together.")
        + table("Tenths of the estimate", head, rows)
        + note("The worlds are a hard selection, not a sample of life: read a bin's distance, not its frequency.")
    )


def _bin(one: Bin) -> tuple[str, ...]:
    return (
        percents(one.low, one.high),
        f"{one.stories:,}",
        _rate(one.estimate, (None, None)),
        _rate(one.planted, one.planted90),
    )


def _rate(value: float | None, interval: Interval) -> str:
    if value is None:
        return "–"
    known = interval[0] is not None and interval[1] is not None
    words = f"{percent(value)} ({percents(*interval)})" if known else percent(value)
    return bounds(None, None, spread=interval, estimate=value, label=words) + f'<span class="figure">{words}</span>'
