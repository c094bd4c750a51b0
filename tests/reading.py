"""Read the texts of what was built back, for comparing with what was typed."""

import re

import pikepdf
from pptx import Presentation

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
INVISIBLE = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def letters(text):
    """Keep the letters, digits and vowel marks of a text: no spaces, signs or invisible marks."""
    return re.sub(r"[^\w\u064b-\u0652]", "", text.translate(DIGITS))


def slide_texts(path):
    """Give the texts of each slide of a deck, and of each one's notes."""
    slides = list(Presentation(path).slides)
    return ["\n".join(_shapes(slide.shapes)) for slide in slides], [slide.notes_slide.notes_text_frame.text for slide in slides]


def descriptions(path):
    """Give the descriptions of the pictures of a deck or a PDF."""
    if path.suffix == ".pdf":
        with pikepdf.open(path) as document:
            return [str(one.Alt) for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    return [one.get("descr") for slide in Presentation(path).slides for one in slide._element.iter("{*}cNvPr") if one.get("descr")]


def _shapes(shapes):
    for shape in shapes:
        if shape.shape_type == 6:
            yield from _shapes(shape.shapes)
        elif shape.has_chart:
            yield from chart_texts(shape.chart)
        elif shape.has_table:
            yield from (cell.text_frame.text for row in shape.table.rows for cell in row.cells)
        elif shape.has_text_frame:
            yield shape.text_frame.text


def chart_texts(chart):
    """Give a chart's title, the names of its bars, and their labels."""
    yield chart.chart_title.text_frame.text
    yield from map(str, chart.plots[0].categories)
    yield from labels_of(chart)


def labels_of(chart):
    """Give the labels of a chart's bars: typed ones, or what their number format makes of the values."""
    values = list(chart.plots[0].series[0].values)
    shown = {}
    for label in chart._chartSpace.iter(f"{C}dLbl"):
        index, typed, code = int(label.find(f"{C}idx").get("val")), [one.text for one in label.iter(f"{A}t")], label.find(f"{C}numFmt")
        assert bool(typed) != (code is not None)
        shown[index] = "".join(typed) or f"{values[index]:,.{len(code.get('formatCode').partition('.')[2])}f}"
    return [shown[index] for index in range(len(values))]


def page_texts(path):
    """Give the letters of a PDF in the order of its content, which is that of reading: what goes on on the next page is one text.

    Readers order words by their places, which mixes cells that stand side by side; that they find them is tested elsewhere.
    Citation marks are left out; page furniture comes last.
    """
    content, furniture = [], []
    with pikepdf.open(path) as document:
        for page in document.pages:
            codes = {name[1:]: _codes(font) for name, font in page.Resources.Font.items()}
            marks, font = [], None
            for token in TOKEN.finditer(page.Contents.read_bytes()):
                if token["mark"]:
                    marks.append(token["mark"])
                elif token["font"]:
                    font = codes[token["font"].decode()]
                elif token["shown"]:
                    (furniture if b"/Artifact" in marks else content).append(_decoded(token["shown"], font))
                else:
                    marks.pop()
    words = INVISIBLE.sub("", "".join(content)).translate(DIGITS)
    return letters(re.sub(r"\[\d+\]", "", words)) + letters("".join(furniture))


TOKEN = re.compile(rb"(?P<mark>/\w+) (?:<<[^>]*>> BDC|BMC)|/(?P<font>T\d+) [\d.]+ Tf|\[(?P<shown><[^\]]*>)\] TJ|EMC")


def _codes(font):
    """Read what character each code of a font stands for."""
    pairs = re.findall(rb"<(\w{4})> *<(\w+)>", font.ToUnicode.read_bytes())
    return {code.upper(): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _decoded(shown, codes):
    """Decode a run, written as it stands on the page; one from right to left is turned round."""
    text = "".join(codes[code.upper()] for part in re.findall(rb"<(\w*)>", shown) for code in re.findall(rb"\w{4}", part))
    return text[::-1] if re.search("[\u0621-\u064a]", text) else text


def words_of(words):
    """Give words as typed: poppler puts the space after a mark before it."""
    return " ".join(re.sub(r" ?([:،.])", r"\1 ", INVISIBLE.sub("", words).replace("\u00a0", " ")).split())
