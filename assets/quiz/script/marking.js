// Answers: an index (single, true-false), indices in the order of choices (multiple), one for each prompt or null (matching), in the order
// that was made (ordering), or typed words (short). An item is right or wrong as a whole.

const SAME_LETTERS = { "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي", "ة": "ه" };

/**
 * Return the words by which short answers are compared: without vowel marks, tatweel, a hamza and invisible characters, with one form of
 * alif, ya and ha, Latin digits, small letters and single spaces.
 */
function comparable(words) {
  return words
    .normalize("NFKC")
    .replace(/[\p{Cf}\u0640\u0621]|[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]/gu, "")
    .replace(/[أإآٱؤئىة]/g, (one) => SAME_LETTERS[one])
    .replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660)
    .replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0)
    .replace(/٫/g, ".")
    .replace(/٬/g, ",")
    .replace(/٪/g, "%")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}

/** Return whether there is an answer, if only to a part of the item. */
function isAnswered(item, answer) {
  if (answer === null || answer === undefined) return false;
  if (item.kind === "short") return answer.trim() !== "";
  if (item.kind === "multiple") return answer.length > 0;
  if (item.kind === "matching") return answer.some((one) => one !== null);
  return true;
}

/** Return whether each part of the item is answered. */
function isComplete(item, answer) {
  return isAnswered(item, answer) && (item.kind !== "matching" || answer.every((one) => one !== null));
}

function isRight(item, answer) {
  if (!isAnswered(item, answer)) return false;
  if (item.kind === "short") return item.accepted.some((one) => comparable(plain(one)) === comparable(answer));
  const given = Array.isArray(answer) ? answer : [answer];
  return given.length === item.answer.length && given.every((one, place) => one === item.answer[place]);
}
