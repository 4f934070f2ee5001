const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/**
 * Parses JSON with every number kept as its source text, so no amount ever
 * passes through a float. Throws `SyntaxError` on text that is not JSON.
 *
 * @example `exactJson('{"Balance":5204.020}')` is `{ Balance: "5204.020" }`
 */
export const exactJson = (text: string): unknown =>
  JSON.parse(text.replace(token, (found) => (found.startsWith('"') ? found : `"${found}"`)))
