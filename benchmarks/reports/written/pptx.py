"""A document as slides: what is drawn is a chart of the program's own, which can be edited, with its figures in it."""

import io
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from benchmarks.reports import facts
from benchmarks.reports.document import Bar, Block, Cards, Document, Page, Say, Series, Strip, Table, Tiles
from benchmarks.reports.written.axes import PALE, coloured, legend, scaled
from benchmarks.reports.written.docx import INK, MUTED, TONES
from benchmarks.reports.written.fitting import ROOM, cut, paged, pieces, row_high, runs, wide
from benchmarks.reports.written.inside import carrying
from benchmarks.reports.written.pdf import FONT

T = TypeVar("T")
BARS = 18  # of a chart on one slide
_OVER, _UNDER = 240, 14  # letters between title and figure; lines under large figures
_WIDE, _TOP = 12.3, 1.55  # inches


def pptx(document: Document) -> bytes:
    """The document as PPTX, 16:9; every slide says what has to be known, and where it comes from."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    maker = _Deck(deck, document)
    first = maker.slide(document.title)
    maker.text(first, [(document.subtitle, INK, 20), (" · ".join(document.badges), MUTED, 14)], 2.2)
    if document.logo:
        shown = first.shapes.add_picture(io.BytesIO(document.logo), Inches(0.5), Inches(5.4), height=Inches(0.9))
        shown._element.nvPicPr.cNvPr.set("descr", "Logo")
    for page in document.pages:
        maker.page(page)
    told = deck.core_properties
    told.title, told.author = f"{document.title} · {document.subtitle}", "Duibiao"
    told.keywords, told.language = ", ".join(document.badges), document.language
    out = io.BytesIO()
    deck.save(out)
    return carrying(out.getvalue(), facts.encoded(document.facts))


class _Deck:
    """Slides as they are made."""

    def __init__(self, deck: Any, document: Document) -> None:
        self.deck, self.document, self.under = deck, document, ""

    def slide(self, title: str) -> Any:
        """A slide with its title, and its foot."""
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = Inches(0.5), Inches(0.3), Inches(_WIDE), Inches(0.95)
        shape.text_frame.word_wrap = True
        shape.text_frame.text = ""
        line = shape.text_frame.paragraphs[0]
        line.alignment = PP_ALIGN.LEFT
        _write(line, title, INK, 26 if len(title) < 45 else 20, bold=True)
        if self.under:
            self.text(slide, [(cut(self.under), INK, 13)], 1.0)
            self.under = ""
        foot = " · ".join([self.document.foot, *self.document.badges])
        self.text(slide, [(foot, MUTED, 10)], 7.05)
        return slide

    def text(self, slide: Any, lines: Sequence[tuple[str, str, float]], top: float) -> None:
        """Paragraphs with their colours and sizes."""
        frame = slide.shapes.add_textbox(Inches(0.5), Inches(top), Inches(_WIDE), Inches(0.4)).text_frame
        frame.word_wrap = True
        for number, (text, colour, size) in enumerate(lines):
            line = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            line.space_after = Pt(5)
            _write(line, text, colour, size)

    def page(self, page: Page) -> None:
        """What is said on one slide, then a slide for each figure and part of a table."""
        said = [each for each in page.blocks if isinstance(each, Say)]
        tiles = [each for each in page.blocks if isinstance(each, Tiles)]
        figures = [each for each in page.blocks if isinstance(each, Table | Cards | Series)]
        over = " ".join(each.text for each in said if each.style != "small")
        if figures and not tiles and wide(over) <= _OVER:  # the sentence stands over the first figure
            self.under = over
        elif said or tiles:
            slide = self.slide(page.title)
            for each in tiles:
                self.tiles(slide, each)
            colours = {"warning": TONES["not_met"], "small": MUTED}
            told = [[(each.text, colours.get(each.style, INK), 11 if each.style == "small" else 13)] for each in said]
            first, *rest = paged(told, _UNDER if tiles else ROOM) if told else [[]]
            self.text(slide, first, 3.4 if tiles else _TOP)
            for lines in rest:
                self.text(self.slide(page.title), lines, _TOP)
        for block in page.blocks:
            self.block(page.title, block)

    def block(self, title: str, block: Block) -> None:
        """One slide or more for whatever is no sentence."""
        if isinstance(block, Table):
            self.table(block.caption or title, block)
        elif isinstance(block, Cards):
            self.cards(title, block)
        elif isinstance(block, Series):
            self.series(title, block)
        elif isinstance(block, Strip):
            self.strip(title, block)

    def tiles(self, slide: Any, block: Tiles) -> None:
        """Large figures side by side."""
        wide = _WIDE / max(3, len(block.tiles))
        for place, each in enumerate(block.tiles):
            box = slide.shapes.add_textbox(Inches(0.5 + place * wide), Inches(_TOP), Inches(wide - 0.15), Inches(1.8))
            box.text_frame.word_wrap = True
            _write(box.text_frame.paragraphs[0], each.label, MUTED, 13)
            _write(box.text_frame.add_paragraph(), each.value, TONES.get(each.tone, INK), 40, bold=True)
            _write(box.text_frame.add_paragraph(), each.note, INK, 12)

    def cards(self, title: str, block: Cards) -> None:
        """The cards one under the other, whole, on as many slides as they need."""
        groups = []
        for card in block.cards:
            head = " · ".join(filter(None, (card.title, card.badge)))
            told = [(part, INK, 12.0) for label, text in card.lines for part in pieces(f"{label}: {text}")]
            groups.append([(head, TONES.get(card.tone, INK), 16.0), *told])
        for lines in paged(groups, ROOM):
            self.text(self.slide(title), lines, _TOP)

    def table(self, title: str, block: Table) -> None:
        """A chart of the bars where there are any, and the rows in tables of ROWS."""
        place = block.bars
        if place is not None:
            self.bars(title, block, place)
        inches = [_WIDE * share / sum(block.widths) for share in block.widths]
        texts = [[_told(each) for each in row] for row in block.rows]
        for start, end in runs(texts, inches):
            slide = self.slide(title)
            lines = [list(block.head), *texts[start:end]]
            size = Inches(0.5), Inches(_TOP), Inches(_WIDE), Inches(sum(row_high(row, inches) for row in lines))
            frame = slide.shapes.add_table(len(lines), len(block.head), *size)
            _described(frame, block.alt or title)
            frame.table.horz_banding = False
            for at, each in enumerate(inches):
                frame.table.columns[at].width = Inches(each)
            for line, row in enumerate(lines):
                frame.table.rows[line].height = Inches(row_high(row, inches))
                for at, text in enumerate(row):
                    _cell(frame.table.cell(line, at), text, head=line == 0, right=at in block.numbers)

    def bars(self, title: str, block: Table, place: int) -> None:
        """Scores as bars, the best on top where the table begins with the worst."""
        named = [self._named(block, row, place) for row in block.rows]
        known = [(name, bar.score) for name, bar in named if bar.score is not None]
        for part in _parts(known, BARS):
            data = CategoryChartData()
            data.categories = [name for name, _ in part][::-1]
            data.add_series(block.head[place], [round(score, 1) for _, score in part][::-1])
            chart = self._chart(title, XL_CHART_TYPE.BAR_CLUSTERED, data, block.alt)
            scaled(chart.value_axis)
            chart.plots[0].has_data_labels = True
            chart.plots[0].data_labels.font.size = Pt(10)
            chart.plots[0].series[0].format.fill.solid()
            chart.plots[0].series[0].format.fill.fore_color.rgb = RGBColor.from_string(TONES["accent"])
            chart.category_axis.tick_labels.font.size = Pt(10)

    @staticmethod
    def _named(block: Table, row: Sequence[str | Bar], place: int) -> tuple[str, Bar]:
        texts = [each.split("\n")[0] for each in row[: max(place, 1)] if isinstance(each, str)]
        bar = row[place]
        if not isinstance(bar, Bar):
            raise TypeError("a column of bars holds bars")
        return " · ".join(texts[:2]), bar

    def series(self, title: str, block: Series) -> None:
        """The index over the waves with the ends of its interval."""
        data = CategoryChartData()
        data.categories = [each.label for each in block.points]
        for name, values in _lines(block):
            data.add_series(name, [round(each, 1) for each in values])
        chart = self._chart(title, XL_CHART_TYPE.LINE_MARKERS, data, block.alt)
        scaled(chart.value_axis)
        legend(chart)
        coloured(chart, (TONES["accent"], PALE, PALE))

    def strip(self, title: str, block: Strip) -> None:
        """One's own points and those of unnamed others on one line."""
        data = XyChartData()
        own, other = block.legend  # the own one last: LibreOffice leaves out a first series shorter than the next
        for name, values in ((other, block.others), (own, [block.own])):
            series = data.add_series(name)
            for value in values:
                series.add_data_point(round(value, 1), 1)
        chart = self._chart(f"{title}: {block.label}", XL_CHART_TYPE.XY_SCATTER, data, block.alt)
        looks = (XL_MARKER_STYLE.CIRCLE, 10, PALE), (XL_MARKER_STYLE.DIAMOND, 16, TONES["accent"])
        for series, (style, size, colour) in zip(chart.plots[0].series, looks, strict=True):
            series.format.line.fill.background()
            series.marker.style, series.marker.size = style, size
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = RGBColor.from_string(colour)
        scaled(chart.category_axis)
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False
        legend(chart)

    def _chart(self, title: str, kind: Any, data: Any, alt: str) -> Any:
        slide = self.slide(title)
        frame = slide.shapes.add_chart(kind, Inches(0.5), Inches(_TOP), Inches(_WIDE), Inches(5.5), data)
        _described(frame, alt)
        frame.chart.has_title = False
        frame.chart.has_legend = False
        frame.chart.font.name, frame.chart.font.size = FONT, Pt(11)
        return frame.chart


def _told(cell: str | Bar) -> str:
    return cell.alt if isinstance(cell, Bar) else cut(cell.replace("\n", " · "))


def _cell(cell: Any, text: str, *, head: bool, right: bool) -> None:
    """A cell in the looks of the other formats: a dark head, white rows."""
    cell.margin_top = cell.margin_bottom = Inches(0.05)
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(TONES["accent"] if head else "FFFFFF")
    line = cell.text_frame.paragraphs[0]
    line.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    _write(line, text, "FFFFFF" if head else INK, 10, bold=head)


def _parts(rows: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    yield from (rows[at : at + most] for at in range(0, len(rows), most))


def _lines(block: Series) -> list[tuple[str, list[float]]]:
    points = block.points
    ends = [("2.5%", [each.low for each in points]), ("97.5%", [each.high for each in points])]
    return [(block.label, [each.value for each in points]), *ends]


def _described(frame: Any, alt: str) -> None:
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)


def _write(paragraph: Any, text: str, colour: str, size: float, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = RGBColor.from_string(colour)
    properties = run._r.get_or_add_rPr()
    east = properties.makeelement(qn("a:ea"), {"typeface": FONT})
    properties.append(east)
