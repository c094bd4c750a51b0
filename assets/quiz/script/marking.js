// Answers: an index (single, true-false), indices in the order of choices (multiple), one for each prompt or null (matching), in the order
// that was made (ordering), or typed words (short). An item is right or wrong as a whole.

const SAME = { "ة": "ه", "ى": "ي", "ٱ": "ا", "ء": "", "٫": ".", "٬": ",", "٪": "%" };

/**
 * Return the characters by which short answers are compared: without vowel marks, hamza, accents, tatweel, invisible characters, spaces and
 * case, ta marbuta as ha, alif maqsura as ya, digits and their signs as Latin ones.
 */
function comparable(words) {
  return words
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0640\p{Mn}\p{Cf}\s]/gu, "")
    .replace(/[ةىٱء٫٬٪]/g, (one) => SAME[one])
    .replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660)
    .replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0);
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
