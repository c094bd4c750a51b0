"""Translate a document into the markup of Typst and into HTML, so that peers set the same text.

Both get the document's headings, paragraphs, lists, tables, callouts, lines, links, notes in superscript, running head
and page numbers, in the same fonts and sizes. A diagram becomes a row of boxes with its words, and what has circles, bars or
bands becomes a table: peers draw less. Pictures of slides have no markup.
"""

import html
import json
import re
from functools import singledispatch, singledispatchmethod

from generator.model import document as model
from generator.model.text import joined, text

ISOLATES = {"ltr": "\u2066", "rtl": "\u2067"}


@singledispatch
def simplified(block):
    """Return the blocks of words and tables that a block is for peers."""
    return (block,)


@simplified.register
def _(block: model.AnswerSheet):
    rows = tuple((row.label, joined(row.letters)) for row in block.rows)
    return (model.TableBlock((block.head, text("")), rows, (1.0, 4.0)),)


@simplified.register
def _(block: model.RatingBlock):
    empty = (text(""),) * len(block.degrees)
    rows = tuple((statement, *empty) for statement in block.statements)
    return (model.TableBlock((block.head, *block.degrees), rows, (4.0, *(1.0,) * len(block.degrees))),)


@simplified.register
def _(block: model.Masthead):
    return (model.TitleBlock(block.kicker, block.title, block.details),)


@simplified.register
def _(block: model.Timetable):
    for day in block.days:
        yield model.Heading(2, day.title)
        rows = tuple((row.time, row.title) for row in day.rows)
        yield model.TableBlock((day.when, text("")), rows, (1.0, 3.0))


def _isolated(run):
    return f"{ISOLATES[run.direction]}{run.text}\u2069" if run.direction else run.text


class Typst:
    """The markup of Typst."""

    suffix = ".typ"

    def __init__(self, edition):
        self.theme, self.print = edition.theme, edition.theme.print

    def document(self, document):
        size, families, colours = self.print, self.theme.families, self.theme.colours
        fonts, heads = (f'("{one.name}", "Source Sans 3")' for one in (families.text, families.heading))
        title, running = json.dumps(document.title, ensure_ascii=False), self.escaped(document.running)
        headings = "".join(
            f'#show heading.where(level: {level}): set text(font: {heads}, size: {points}pt, fill: rgb("{colours.primary}"))\n'
            for level, points in zip((1, 2, 3, 4), (*size.heading, size.body), strict=True)
        )
        return (
            f"#set document(title: {title})\n"
            f'#set text(font: {fonts}, size: {size.body}pt, lang: "ar", dir: rtl, fill: rgb("{colours.ink}"), top-edge: 0.75em, bottom-edge: -0.25em)\n'
            f"#set par(leading: {size.leading - 1}em, spacing: {size.leading - 0.7}em)\n"
            f'#set page(paper: "a4", margin: 62pt, header: [#set text({size.small}pt)\n{running}], numbering: "1")\n'
            "#set table(stroke: 0.5pt, inset: 6pt)\n#show table.cell.where(y: 0): strong\n"
            f"{headings}{self.blocks(document.blocks)}"
        )

    def escaped(self, words):
        return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", words)

    def text(self, text):
        return "".join(map(self.run, text.set_runs))

    def run(self, run):
        words = self.escaped(_isolated(run))
        if run.strong:
            words = f"#strong[{words}]"
        if run.citation:
            words = f"#super[{words}]"
        if run.link:
            target = f"label({json.dumps(run.link[1:])})" if run.link.startswith("#") else json.dumps(run.link)
            words = f"#link({target})[{words}]"
        # What follows a call must not be taken for its arguments.
        return f"{words}#[]" if words.endswith("]") else words

    def name(self, name):
        return f"#metadata(none)#label({json.dumps(name)})" if name else ""

    def blocks(self, blocks):
        return "\n\n".join(self.block(part) for block in blocks for part in simplified(block))

    @singledispatchmethod
    def block(self, block):
        raise TypeError(f"no markup for {type(block).__name__}")

    @block.register
    def _(self, block: model.Heading):
        return f"{'=' * block.level} {self.text(block.text)}{self.name(block.name)}"

    @block.register
    def _(self, block: model.Paragraph):
        words = self.text(block.text)
        return f"#text({self.print.small}pt)[{words}]" if block.role in ("small", "caption", "address") else words

    @block.register
    def _(self, block: model.ListBlock):
        names = block.names or ("",) * len(block.items)
        addresses = block.addresses or (None,) * len(block.items)
        items = [
            f"[{self.name(name)}{self.text(words)}{f'#linebreak(){self.text(address)}' if address else ''}]"
            for (_, words), name, address in zip(block.items, names, addresses, strict=True)
        ]
        if block.role == "bullets":
            return f"#list({', '.join(items)})"
        labels = ", ".join(json.dumps(label, ensure_ascii=False) for label, _ in block.items)
        return f"#enum(numbering: place => ({labels},).at(place - 1), {', '.join(items)})"

    @block.register
    def _(self, block: model.TableBlock):
        widths = ", ".join(f"{width}fr" for width in block.widths)
        height = "26pt" if block.fill else "auto"
        cells = ", ".join(f"[{self.text(cell)}]" for row in block.rows for cell in row)
        head = ", ".join(f"[{self.text(cell)}]" for cell in block.columns)
        caption = f"{self.text(block.caption)}\n\n" if block.caption else ""
        return f"{caption}#table(columns: ({widths},), rows: (auto, {height}), table.header({head}), {cells})"

    @block.register
    def _(self, block: model.FigureBlock):
        items = block.diagram.items
        texts = [(one.label, *((one.text,) if one.text else ()), *one.points) for one in items]
        boxes = ", ".join(f"[{chr(10).join(f'{self.text(line)}{chr(10)}' for line in lines)}]" for lines in texts)
        centre = f"#align(center)[{self.text(block.diagram.centre)}]\n\n" if block.diagram.centre else ""
        return f"{centre}#grid(columns: (1fr,) * {min(len(items), 3)}, gutter: 6pt, inset: 6pt, stroke: 0.5pt, {boxes})\n\n{self.text(block.caption)}"

    @block.register
    def _(self, block: model.Callout):
        fill = self.theme.colours.tint
        return f'#block(width: 100%, inset: 10pt, fill: rgb("{fill}"))[\n*{self.text(block.label)}*\n\n{self.blocks(block.blocks)}\n]'

    @block.register
    def _(self, block: model.WritingLines):
        return "\n\n".join(["#v(14pt)#line(length: 100%, stroke: 0.5pt)"] * block.count)

    @block.register
    def _(self, block: model.Contents):
        lines = (
            f"#link(label({json.dumps(name)}))[{self.text(words)} #box(width: 1fr, repeat[.]) #context counter(page).at(label({json.dumps(name)})).first()]"
            for words, name in block.entries
        )
        return "\n\n".join(lines)

    @block.register
    def _(self, block: model.TitleBlock):
        font = self.theme.families.heading.name
        title = f'#text(font: ("{font}", "Source Sans 3"), size: {self.print.title}pt, weight: "bold")[{self.text(block.title)}]'
        return "\n\n".join([self.text(block.kicker), f"{title}{self.name(block.name)}", *map(self.text, block.details)])

    @block.register
    def _(self, block: model.KeepTogether):
        return f"#block(width: 100%, breakable: false)[\n{self.blocks(block.blocks)}\n]"

    @block.register
    def _(self, block: model.PageBreak):
        return "#pagebreak(weak: true)"

    @block.register
    def _(self, block: model.Space):
        return "#v(8pt)"


class Html:
    """HTML, with a style sheet of its own."""

    suffix = ".html"

    def __init__(self, edition):
        self.theme, self.print = edition.theme, edition.theme.print

    def style(self, fonts):
        """Return the style sheet; `fonts` are the address and weight of each file by family."""
        size, families, colours = self.print, self.theme.families, self.theme.colours
        faces = "".join(f'@font-face{{font-family:"{family}";src:url({address});font-weight:{weight}}}' for family, weight, address in fonts)
        levels = zip((1, 2, 3, 4), (*size.heading, size.body), strict=True)
        heads = f'font-family:"{families.heading.name}","Source Sans 3";color:#{colours.primary};break-after:avoid'
        headings = "".join(f"h{level}{{{heads};font-size:{points}pt}}" for level, points in levels)
        small = f"font-size:{size.small}pt"
        return (
            f"{faces}@page{{size:A4;margin:62pt;@top-right{{content:string(running);{small}}}@bottom-left{{content:counter(page);{small}}}}}"
            f'body{{font:{size.body}pt/{size.leading} "{families.text.name}","Source Sans 3";direction:rtl;color:#{colours.ink};margin:0}}'
            f".running{{string-set:running content();height:0;overflow:hidden}}{headings}p{{margin:.6em 0}}a{{color:inherit}}.small{{{small}}}"
            "table{width:100%;border-collapse:collapse;table-layout:fixed}td,th{border:.5pt solid;padding:6pt;text-align:start}.fill td{height:26pt}"
            f".callout{{background:#{colours.tint};padding:10pt}}.line{{border-bottom:.5pt solid;height:14pt}}.together{{break-inside:avoid}}"
            f".break{{break-before:page}}.title{{{heads};font-size:{size.title}pt;font-weight:bold}}ul,ol{{padding-inline-start:22pt}}"
            ".contents a::after{content:leader('.') target-counter(attr(href),page)}"
        )

    def document(self, document):
        head = f'<html lang="ar" dir="rtl"><head><title>{html.escape(document.title)}</title></head>'
        return f'{head}<body><div class="running">{html.escape(document.running)}</div>{self.blocks(document.blocks)}</body></html>'

    def text(self, text):
        return "".join(map(self.run, text.set_runs))

    def run(self, run):
        words = html.escape(_isolated(run))
        if run.strong:
            words = f"<b>{words}</b>"
        if run.citation:
            words = f"<sup>{words}</sup>"
        return f'<a href="{html.escape(run.link)}">{words}</a>' if run.link else words

    def name(self, name):
        return f' id="{name}"' if name else ""

    def blocks(self, blocks):
        return "\n".join(self.block(part) for block in blocks for part in simplified(block))

    @singledispatchmethod
    def block(self, block):
        raise TypeError(f"no markup for {type(block).__name__}")

    @block.register
    def _(self, block: model.Heading):
        return f"<h{block.level}{self.name(block.name)}>{self.text(block.text)}</h{block.level}>"

    @block.register
    def _(self, block: model.Paragraph):
        small = ' class="small"' if block.role in ("small", "caption", "address") else ""
        return f"<p{small}>{self.text(block.text)}</p>"

    @block.register
    def _(self, block: model.ListBlock):
        names = block.names or ("",) * len(block.items)
        addresses = block.addresses or (None,) * len(block.items)
        kind = "ul" if block.role == "bullets" else "ol"
        items = "".join(
            f"<li{self.name(name)} style=\"list-style-type:'{label} '\">{self.text(words)}{f'<br>{self.text(address)}' if address else ''}</li>"
            for (label, words), name, address in zip(block.items, names, addresses, strict=True)
        )
        return f"<{kind}>{items}</{kind}>"

    @block.register
    def _(self, block: model.TableBlock):
        share = 100 / sum(block.widths)
        head = "".join(f'<th style="width:{width * share:.2f}%">{self.text(cell)}</th>' for cell, width in zip(block.columns, block.widths, strict=True))
        rows = "".join(f"<tr>{''.join(f'<td>{self.text(cell)}</td>' for cell in row)}</tr>" for row in block.rows)
        caption = f"<p>{self.text(block.caption)}</p>" if block.caption else ""
        return f'{caption}<table class="{"fill" if block.fill else "plain"}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'

    @block.register
    def _(self, block: model.FigureBlock):
        items = block.diagram.items
        texts = [(one.label, *((one.text,) if one.text else ()), *one.points) for one in items]
        cells = [f"<td>{''.join(f'<p>{self.text(line)}</p>' for line in lines)}</td>" for lines in texts]
        rows = "".join(f"<tr>{''.join(cells[start : start + 3])}</tr>" for start in range(0, len(cells), 3))
        centre = f"<p>{self.text(block.diagram.centre)}</p>" if block.diagram.centre else ""
        return f"{centre}<table>{rows}</table><p>{self.text(block.caption)}</p>"

    @block.register
    def _(self, block: model.Callout):
        return f'<div class="callout"><p><b>{self.text(block.label)}</b></p>{self.blocks(block.blocks)}</div>'

    @block.register
    def _(self, block: model.WritingLines):
        return '<div class="line"></div>' * block.count

    @block.register
    def _(self, block: model.Contents):
        return "".join(f'<p class="contents"><a href="#{name}">{self.text(words)}</a></p>' for words, name in block.entries)

    @block.register
    def _(self, block: model.TitleBlock):
        details = "".join(f"<p>{self.text(line)}</p>" for line in block.details)
        return f'<p>{self.text(block.kicker)}</p><p class="title"{self.name(block.name)}>{self.text(block.title)}</p>{details}'

    @block.register
    def _(self, block: model.KeepTogether):
        return f'<div class="together">{self.blocks(block.blocks)}</div>'

    @block.register
    def _(self, block: model.PageBreak):
        return '<div class="break"></div>'

    @block.register
    def _(self, block: model.Space):
        return "<div style='height:8pt'></div>"
