const hex = /#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![0-9a-z_-])/i
const call = /\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(\s*[\d.]/i
const named =
  /\b(?:text|bg|border|fill|stroke|ring|from|to|via|outline|shadow|decoration)-(?:red|orange|amber|yellow|lime|green|emerald|teal|cyan|sky|blue|indigo|violet|purple|fuchsia|pink|rose|slate|gray|zinc|neutral|stone|black|white)\b/

/** The colour a text spells out instead of naming a token, if any. */
export const rawColour = (text: string): string | undefined => (hex.exec(text) ?? call.exec(text) ?? named.exec(text))?.[0]
