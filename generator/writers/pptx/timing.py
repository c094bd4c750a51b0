"""Write what a click does on a slide: plain entrance effects, and a countdown, as `p:timing` (ISO/IEC 29500-1, 19.5).

PowerPoint animates a shape, a paragraph of a shape, or a group as a whole, never a shape inside a group. What is built stays on the
slide, so that printing, thumbnails and the slide PDF show everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pptx.oxml.ns import qn

from generator.writers.pptx.xml import Element, element

# The numbers of the effects «Fade» and «Wipe» in PowerPoint's gallery; the direction of a wipe that begins at the right.
_FADE, _WIPE, _FROM_RIGHT = 10, 22, 2
# Durations in milliseconds.
_FADING, _MINUTE = 500, 60_000


@dataclass(frozen=True, slots=True)
class Entrance:
    """What one click shows: a shape or group by its identifier, or one paragraph of a shape, counted from 0."""

    identifier: int
    paragraph: int | None = None
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class Countdown:
    """A bar, by the identifier of its shape, that disappears from the right in so many minutes."""

    identifier: int
    minutes: int


Effect = Entrance | Countdown


def timing(effects: Sequence[Effect]) -> Element:
    """Write the main sequence of a slide: one click for each effect, in order."""
    written = [_exit(effect) if isinstance(effect, Countdown) else _entrance(effect) for effect in effects]
    clicks = [_started_by("indefinite", _started_by("0", one)) for one in written]
    sequence = element(
        "p:seq",
        {"concurrent": 1, "nextAc": "seek"},
        _node({"dur": "indefinite", "nodeType": "mainSeq"}, *clicks),
        element("p:prevCondLst", None, _on_slide("onPrev")),
        element("p:nextCondLst", None, _on_slide("onNext")),
    )
    root = _node({"dur": "indefinite", "restart": "never", "nodeType": "tmRoot"}, sequence)
    builds = list(_builds(effects))
    made = element("p:timing", None, element("p:tnLst", None, element("p:par", None, root)), element("p:bldLst", None, *builds) if builds else None)
    for number, node in enumerate(made.iter(qn("p:cTn")), 1):
        node.set("id", str(number))
    return made


def _node(attributes: dict[str, object], *children: Element, start: str | None = None) -> Element:
    """Write a time node, whose number is given at the end; without children it is that of a single behaviour."""
    condition = element("p:stCondLst", None, element("p:cond", {"delay": start})) if start is not None else None
    return element("p:cTn", {"id": 0} | attributes, condition, element("p:childTnLst", None, *children) if children else None)


def _on_slide(event: str) -> Element:
    return element("p:cond", {"evt": event, "delay": 0}, element("p:tgtEl", None, element("p:sldTgt")))


def _started_by(start: str, inner: Element) -> Element:
    """Write a group of effects: PowerPoint has one for a click, and in it one for what begins at the same time."""
    return element("p:par", None, _node({"fill": "hold"}, inner, start=start))


def _entrance(effect: Entrance) -> Element:
    """Write the entrance effect «Fade»."""
    faded = element("p:animEffect", {"transition": "in", "filter": "fade"}, _behaviour(effect, {"dur": _FADING}))
    kind = {"presetID": _FADE, "presetClass": "entr", "presetSubtype": 0, "fill": "hold", "grpId": None if effect.is_group else 0}
    return element("p:par", None, _node(kind | {"nodeType": "clickEffect"}, _visibility(effect, "visible", "0"), faded, start="0"))


def _exit(effect: Countdown) -> Element:
    """Write the exit effect «Wipe»."""
    duration, bar = effect.minutes * _MINUTE, Entrance(effect.identifier)
    wiped = element("p:animEffect", {"transition": "out", "filter": "wipe(right)"}, _behaviour(bar, {"dur": duration}))
    kind = {"presetID": _WIPE, "presetClass": "exit", "presetSubtype": _FROM_RIGHT, "fill": "hold", "grpId": 0}
    hidden = _visibility(bar, "hidden", str(duration - 1))
    return element("p:par", None, _node(kind | {"nodeType": "clickEffect"}, wiped, hidden, start="0"))


def _visibility(effect: Entrance, value: str, start: str) -> Element:
    """Write the behaviour that shows or hides a target."""
    named = element("p:attrName")
    named.text = "style.visibility"
    behaviour = _behaviour(effect, {"dur": 1, "fill": "hold"}, element("p:attrNameLst", None, named), start=start)
    return element("p:set", None, behaviour, element("p:to", None, element("p:strVal", {"val": value})))


def _behaviour(effect: Entrance, attributes: dict[str, object], names: Element | None = None, *, start: str | None = None) -> Element:
    part = None
    if effect.paragraph is not None:
        part = element("p:txEl", None, element("p:pRg", {"st": effect.paragraph, "end": effect.paragraph}))
    aim = element("p:tgtEl", None, element("p:spTgt", {"spid": effect.identifier}, part))
    return element("p:cBhvr", None, _node(attributes, start=start), aim, names)


def _builds(effects: Iterable[Effect]) -> Iterator[Element]:
    """List each shape that is built, once: paragraph by paragraph or as a whole (19.5.14, bldP). Groups are not listed."""
    shapes = {one.identifier: None if isinstance(one, Countdown) else one.paragraph for one in effects if isinstance(one, Countdown) or not one.is_group}
    for identifier, paragraph in shapes.items():
        how = {"animBg": 1} if paragraph is None else {"build": "p"}
        yield element("p:bldP", {"spid": identifier, "grpId": 0, **how})
