// Texts that the comparison and the exports share. No DOM: exports also run in Node.

/** One line: whitespace and control characters become single spaces. @param {unknown} text */
export const collapse = (text) =>
  String(text ?? "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();

/** A count with its noun: "1 work", "1,204 works". @param {number} n @param {string} noun */
export const counted = (n, noun) => `${n.toLocaleString("en")} ${n === 1 ? noun : `${noun}s`}`;

/**
 * The absolute URL, or an empty text unless it is one of the web (http or https).
 * @param {string} url @param {string | URL} root
 */
export function webUrl(url, root) {
  try {
    const { href, protocol } = new URL(url, root);
    return /^https?:$/.test(protocol) ? href : "";
  } catch {
    return "";
  }
}
