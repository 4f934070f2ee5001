const backslash = 92

const isEscaped = (text: string, quote: number): boolean => {
  let at = quote
  while (text.charCodeAt(at - 1) === backslash) at -= 1
  return (quote - at) % 2 === 1
}

/** Index after the closing quote of the JSON string that opens at `from`; the text's length where none closes it. */
export const endOfString = (text: string, from: number): number => {
  let quote = text.indexOf('"', from + 1)
  while (quote !== -1 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1)
  return quote === -1 ? text.length : quote + 1
}
