const hex = /#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![0-9a-z_-])/i
const call = /\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(\s*[\d.]/i
const named =
  /\b(?:text|bg|border|fill|stroke|ring|from|to|via|outline|shadow|decoration)-(?:red|orange|amber|yellow|lime|green|emerald|teal|cyan|sky|blue|indigo|violet|purple|fuchsia|pink|rose|slate|gray|zinc|neutral|stone|black|white)\b/

/** `Invoice #1042` is a number, `#000` alone or in brackets a colour. */
const isNumber = (text: string, found: RegExpExecArray): boolean =>
  /^#\d{3,8}$/.test(found[0]) && /[\p{L}\p{N}][ \u00a0]$/u.test(text.slice(0, found.index))

/** The colour a text spells out instead of naming a token, if any. */
export const rawColour = (text: string): string | undefined => {
  const spelled = hex.exec(text)
  if (spelled !== null && !isNumber(text, spelled)) return spelled[0]
  return (call.exec(text) ?? named.exec(text))?.[0]
}
