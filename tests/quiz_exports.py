"""Read the quiz back from its files for other programs, by other means than their writers: each gives its items as `Found`."""

import html
import io
import itertools
import json
import re
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from lxml import etree
from lxml import html as lxml_html

# What isolates and orders, and is not seen.
INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Found:
    """What a file says of one item; `right` are choices, pairs or answers in words, `told` is feedback by choice, or by "" for all wrong answers."""

    asked: str
    choices: tuple[str, ...]
    right: tuple[object, ...]
    told: dict[str, str]
    why: str


def shown(markup):
    """Give the characters that a browser shows of some HTML, none of which may be outside a block that runs right to left."""
    if not markup:
        return ""
    root = lxml_html.fragment_fromstring(markup, create_parent="body")
    assert not (root.text or "").strip(), markup
    for block in root:
        assert (block.tag, block.get("dir"), block.get("lang")) == ("div", "rtl", "ar"), markup
        assert not (block.tail or "").strip(), markup
    allowed = {"body", "div", "p", "span", "strong", "a"}
    assert {one.tag for one in root.iter()} <= allowed, markup
    return root.text_content()


def plain(words):
    """Give the characters of words without those that order them."""
    return INVISIBLE.sub("", words)


# Moodle XML


def moodle(data):
    """Give questions by their id number, with their category, tags and fractions."""
    root = etree.fromstring(data)
    assert root.tag == "quiz"
    found, category = {}, None
    for question in root:
        assert question.tag == "question"
        if question.get("type") == "category":
            category = question.findtext("category/text")
        else:
            name = question.findtext("idnumber")
            assert name not in found
            found[name] = (category, question)
    return found


def moodle_item(question):
    kind = question.get("type")
    html_of = {tag: shown(question.findtext(f"{tag}/text")) for tag in ("questiontext", "generalfeedback")}
    answers = question.findall("answer")
    told = {}
    if kind == "multichoice":
        words = [shown(one.findtext("text")) for one in answers]
        right = tuple(word for word, one in zip(words, answers, strict=True) if float(one.get("fraction")) > 0)
        told = feedback_of(words, answers)
    elif kind == "truefalse":
        words = [{"true": "صواب", "false": "خطأ"}[one.findtext("text")] for one in answers]
        right = tuple(word for word, one in zip(words, answers, strict=True) if one.get("fraction") == "100")
        told = feedback_of(words, answers)
    elif kind == "matching":
        pairs = [(shown(one.findtext("text")), plain(html.unescape(one.findtext("answer/text")))) for one in question.findall("subquestion")]
        words = [right for _, right in pairs]
        right = tuple(pair for pair in pairs if pair[0])
    elif kind == "ordering":
        assert [one.get("fraction") for one in answers] == [str(place) for place in range(1, len(answers) + 1)]
        words = right = tuple(shown(one.findtext("text")) for one in answers)
    else:
        words, rights = [], [one for one in answers if one.get("fraction") == "100"]
        right = tuple(one.findtext("text").replace(r"\*", "*") for one in rights)
        other = next((one for one in answers if one not in rights and one.findtext("text") == "*"), None)
        told = {} if other is None else {"": shown(other.findtext("feedback/text"))}
    wrong = shown(question.findtext("incorrectfeedback/text") or "")
    return Found(html_of["questiontext"], tuple(words), right, told | ({"": wrong} if wrong else {}), html_of["generalfeedback"])


def feedback_of(words, answers):
    return {word: told for word, one in zip(words, answers, strict=True) if (told := shown(one.findtext("feedback/text") or ""))}


# GIFT


def gift(data, parser):
    """Give questions by their id, as a public parser reads them, and the titles of the categories."""
    program, folder = parser
    script = Path(__file__).with_name("gift.js")
    read = subprocess.run([program, str(script), str(folder)], input=data, capture_output=True, check=True).stdout
    blocks = json.loads(read)
    return {one["id"]: one for one in blocks if one["type"] != "Category"}, [one["title"] for one in blocks if one["type"] == "Category"]


def gift_item(question):
    asked, why = gift_text(question["stem"]), gift_text(question["globalFeedback"])
    if question["type"] == "TF":
        right, other = ("صواب", "خطأ") if question["isTrue"] else ("خطأ", "صواب")
        # The feedback to a wrong answer stands first, which this parser calls that of a true one.
        assert not question["falseFeedback"]
        wrong = gift_text(question["trueFeedback"])
        return Found(asked, ("صواب", "خطأ"), (right,), {other: wrong} if wrong else {}, why)
    if question["type"] == "Matching":
        pairs = [(gift_text(one["subquestion"]), plain(html.unescape(without_placeholders(one["subanswer"])))) for one in question["matchPairs"]]
        return Found(asked, tuple(right for _, right in pairs), tuple(pair for pair in pairs if pair[0]), {}, why)
    answers = question["choices"]
    if question["type"] == "MC":
        words = [gift_text(one["text"]) for one in answers]
        right = tuple(word for word, one in zip(words, answers, strict=True) if one["isCorrect"] or (one["weight"] or 0) > 0)
        told = {word: gift_text(one["feedback"]) for word, one in zip(words, answers, strict=True) if one["feedback"]}
        return Found(asked, tuple(words), right, told, why)
    assert question["type"] == "Short"
    right = tuple(one["text"]["text"].replace(r"\*", "*") for one in answers if one["weight"] == 100)
    other = next((one for one in answers if one["text"]["text"] == "*"), None)
    return Found(asked, (), right, {"": gift_text(other["feedback"])} if other else {}, why)


def without_placeholders(words):
    """Give back the characters that were escaped: for these answers the parser leaves what Moodle puts in their place meanwhile."""
    return re.sub(r"&&(\d{3});", lambda found: chr(int(found[1])), words)


def gift_text(found):
    assert found is None or found["format"] == "html"
    return shown(found["text"]) if found else ""


# H5P


def h5p(data):
    """Give what is said of the package, and its content."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert sorted(archive.namelist()) == ["content/content.json", "h5p.json"]
        return json.loads(archive.read("h5p.json")), json.loads(archive.read("content/content.json"))


def field(words):
    """Give the characters of a field without markup: H5P encodes what is not encoded yet."""
    assert not re.search("[<>]", words)
    return plain(html.unescape(words))


def h5p_item(question):
    """Read a question as its content type does (parse-text.js of H5P.DragText, parseSolution of H5P.Blanks)."""
    library, params = question["library"].split(" ")[0], question["params"]
    if library == "H5P.TrueFalse":
        behaviour = params["behaviour"]
        right = {"true": "صواب", "false": "خطأ"}[params["correct"]]
        assert (params["l10n"]["trueText"], params["l10n"]["falseText"]) == ("صواب", "خطأ")
        return Found(shown(params["question"]), ("صواب", "خطأ"), (right,), {"": field(behaviour["feedbackOnWrong"])}, field(behaviour["feedbackOnCorrect"]))
    ranges = params["overallFeedback"]
    assert [ranges[0]["from"], ranges[-1]["to"]] == [0, 100]
    assert all(after["from"] == before["to"] + 1 for before, after in itertools.pairwise(ranges))
    wrong = {"": field(ranges[0]["feedback"])} if len(ranges) == 2 else {}
    why = field(ranges[-1]["feedback"])
    if library == "H5P.MultiChoice":
        answers = params["answers"]
        words = [shown(one["text"]) for one in answers]
        told = {word: shown(one["tipsAndFeedback"]["chosenFeedback"]) for word, one in zip(words, answers, strict=True)}
        right = tuple(word for word, one in zip(words, answers, strict=True) if one["correct"])
        return Found(shown(params["question"]), tuple(words), right, {word: said for word, said in told.items() if said} | wrong, why)
    if library == "H5P.DragText":
        rows = [re.split(r"(\*.*?\*)", row) for row in params["textField"].split("\n")]
        assert all(len(row) == 3 for row in rows), rows
        pairs = [(field(before).removesuffix(": "), dragged(words)) for before, words, _ in rows]
        rest = [dragged(words) for words in re.findall(r"\*.*?\*", params["distractors"])]
        return Found(shown(params["taskDescription"]), (*(right for _, right in pairs), *rest), tuple(pairs), wrong, why)
    assert library == "H5P.Blanks"
    (line,) = params["questions"]
    (cloze,) = re.findall(r"\*(.*?)\*", line)
    assert ":" not in cloze
    return Found(shown(params["text"]), (), tuple(html.unescape(words) for words in cloze.split("/")), wrong, why)


def dragged(words):
    """Give what is dragged; a colon would begin a tip, a backslash a feedback."""
    assert not re.search(r"[:\\]", words)
    return field(words[1:-1])


# The texts of the interface that each content type has (semantics.json), as paths of keys.
H5P_TEXTS = {
    "H5P.MultiChoice": """
        UI/checkAnswerButton UI/submitAnswerButton UI/showSolutionButton UI/tryAgainButton UI/tipsLabel UI/scoreBarLabel UI/tipAvailable
        UI/feedbackAvailable UI/readFeedback UI/wrongAnswer UI/correctAnswer UI/shouldCheck UI/shouldNotCheck UI/noInput UI/a11yCheck
        UI/a11yShowSolution UI/a11yRetry confirmCheck/header confirmCheck/body confirmCheck/cancelLabel confirmCheck/confirmLabel
        confirmRetry/header confirmRetry/body confirmRetry/cancelLabel confirmRetry/confirmLabel
    """,
    "H5P.TrueFalse": """
        l10n/trueText l10n/falseText l10n/score l10n/checkAnswer l10n/submitAnswer l10n/showSolutionButton l10n/tryAgain l10n/wrongAnswerMessage
        l10n/correctAnswerMessage l10n/scoreBarLabel l10n/a11yCheck l10n/a11yShowSolution l10n/a11yRetry confirmCheck/header confirmCheck/body
        confirmCheck/cancelLabel confirmCheck/confirmLabel confirmRetry/header confirmRetry/body confirmRetry/cancelLabel confirmRetry/confirmLabel
    """,
    "H5P.DragText": """
        checkAnswer submitAnswer tryAgain showSolution dropZoneIndex empty contains ariaDraggableIndex tipLabel correctText incorrectText
        resetDropTitle resetDropDescription grabbed cancelledDragging correctAnswer feedbackHeader scoreBarLabel a11yCheck a11yShowSolution
        a11yRetry
    """,
    "H5P.Blanks": """
        showSolutions tryAgain checkAnswer submitAnswer notFilledOut answerIsCorrect answerIsWrong answeredCorrectly answeredIncorrectly
        solutionLabel inputLabel inputHasTipLabel tipLabel scoreBarLabel a11yCheck a11yShowSolution a11yRetry a11yCheckingModeHeader
        confirmCheck/header confirmCheck/body confirmCheck/cancelLabel confirmCheck/confirmLabel confirmRetry/header confirmRetry/body
        confirmRetry/cancelLabel confirmRetry/confirmLabel
    """,
    "": """
        introPage/startButtonText texts/prevButton texts/previous texts/nextButton texts/next texts/finishButton texts/submitButton
        texts/textualProgress texts/jumpToQuestion texts/questionLabel texts/readSpeakerProgress texts/unansweredText texts/answeredText
        texts/currentQuestionText texts/navigationLabel texts/questionSetInstruction endGame/noResultMessage endGame/message endGame/amountCorrect
        endGame/scoreBarLabel endGame/scoreHeader endGame/solutionButtonText endGame/retryButtonText endGame/finishButtonText
        endGame/submitButtonText endGame/skipButtonText
    """,
}


# Workbooks


def sheets(data):
    """Give the rows of each sheet; no cell may be a formula."""
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in workbook:
        assert all(cell.data_type in "sn" for row in sheet.iter_rows() for cell in row)
    return workbook


# Anki


def anki(data):
    """Give the notes of a package by their id, after the program's own library has imported it, and the names of their decks."""
    from anki.collection import Collection, ImportAnkiPackageRequest

    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "quiz.apkg"
        package.write_bytes(data)
        collection = Collection(str(Path(folder) / "collection.anki2"))
        log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package))).log
        again = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package))).log
        notes = {}
        for note in map(collection.get_note, collection.find_notes("")):
            (card,) = note.cards()
            notes[note.fields[2]] = (note, shown(note.fields[0]), shown(note.fields[1]), collection.decks.name(card.did), card.answer())
        collection.close()
    assert (len(log.new), len(again.new), len(again.duplicate)) == (len(notes), 0, len(notes))
    return notes
