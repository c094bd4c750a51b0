"""The texts of the interface of H5P's content types: the name of each among their parameters, and its label.

The names are those of the types' semantics (H5P.QuestionSet 1.21, MultiChoice 1.16, TrueFalse 1.8, DragText 1.10, Blanks 1.14).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.settings.locale import Locale

_COMMON = {"scoreBarLabel": "h5p_score_bar", "a11yCheck": "h5p_check_aloud", "a11yShowSolution": "h5p_solution_aloud", "a11yRetry": "h5p_retry_aloud"}

QUESTION_SET = {
    **{"prevButton": "h5p_previous_question", "previous": "h5p_previous", "nextButton": "h5p_next_question", "next": "h5p_next"},
    **{"finishButton": "h5p_finish", "submitButton": "h5p_submit", "textualProgress": "h5p_progress", "jumpToQuestion": "h5p_jump"},
    **{"questionLabel": "question", "readSpeakerProgress": "h5p_progress", "unansweredText": "h5p_unanswered", "answeredText": "h5p_answered"},
    **{"currentQuestionText": "h5p_current", "navigationLabel": "h5p_questions", "questionSetInstruction": "h5p_choose_question"},
}
END = {
    **{"noResultMessage": "h5p_finished", "message": "h5p_result", "scoreBarLabel": "h5p_score_of_all", "solutionButtonText": "h5p_solution"},
    **{"retryButtonText": "h5p_retry", "finishButtonText": "h5p_finish", "submitButtonText": "h5p_submit", "skipButtonText": "h5p_skip"},
    **{"amountCorrect": "h5p_amount", "scoreHeader": "h5p_score_header"},
}
MULTI_CHOICE = {
    **{"checkAnswerButton": "h5p_check", "submitAnswerButton": "h5p_submit", "showSolutionButton": "h5p_solution", "tryAgainButton": "h5p_retry"},
    **{"tipsLabel": "h5p_tip", "tipAvailable": "h5p_has_tip", "feedbackAvailable": "h5p_has_feedback", "readFeedback": "h5p_read_feedback"},
    **{"wrongAnswer": "h5p_wrong", "correctAnswer": "h5p_right", "shouldCheck": "h5p_should_choose", "shouldNotCheck": "h5p_should_not_choose"},
    **{"noInput": "h5p_no_input", **_COMMON},
}
TRUE_FALSE = {
    **{"trueText": "answer_true", "falseText": "answer_false", "score": "h5p_score", "checkAnswer": "h5p_check", "submitAnswer": "h5p_submit"},
    **{"showSolutionButton": "h5p_solution", "tryAgain": "h5p_retry", "wrongAnswerMessage": "h5p_wrong", "correctAnswerMessage": "h5p_right"},
    **_COMMON,
}
DRAG_TEXT = {
    **{"checkAnswer": "h5p_check", "submitAnswer": "h5p_submit", "tryAgain": "h5p_retry", "showSolution": "h5p_solution"},
    **{"dropZoneIndex": "h5p_place", "empty": "h5p_place_empty", "contains": "h5p_place_filled", "ariaDraggableIndex": "h5p_words"},
    **{"tipLabel": "h5p_tip", "correctText": "h5p_right", "incorrectText": "h5p_wrong", "resetDropTitle": "h5p_reset"},
    **{"resetDropDescription": "h5p_reset_question", "grabbed": "h5p_grabbed", "cancelledDragging": "h5p_cancelled"},
    **{"correctAnswer": "h5p_right_answer", "feedbackHeader": "h5p_feedback", **_COMMON},
}
BLANKS = {
    **{"showSolutions": "h5p_solution", "tryAgain": "h5p_retry", "checkAnswer": "h5p_check", "submitAnswer": "h5p_submit"},
    **{"notFilledOut": "h5p_no_input", "answerIsCorrect": "h5p_this_right", "answerIsWrong": "h5p_this_wrong", "answeredCorrectly": "h5p_right"},
    **{"answeredIncorrectly": "h5p_wrong", "solutionLabel": "h5p_right_answer", "inputLabel": "h5p_blank", "inputHasTipLabel": "h5p_has_tip"},
    **{"tipLabel": "h5p_tip", "a11yCheckingModeHeader": "h5p_checking", **_COMMON},
}
_DIALOGS = {
    "confirmCheck": {"header": "h5p_end", "body": "h5p_end_question", "cancelLabel": "h5p_cancel", "confirmLabel": "h5p_finish"},
    "confirmRetry": {"header": "h5p_again", "body": "h5p_again_question", "cancelLabel": "h5p_cancel", "confirmLabel": "h5p_confirm"},
}


def texts(labels: Mapping[str, str], locale: Locale) -> dict[str, str]:
    """Return the texts of some labels by the names of their parameters."""
    return {name: locale.label(label) for name, label in labels.items()}


def dialogs(locale: Locale) -> dict[str, Any]:
    """Return the texts of the dialogs that ask before an answer is checked, or tried again."""
    return {name: texts(labels, locale) for name, labels in _DIALOGS.items()}
