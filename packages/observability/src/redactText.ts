interface Mask {
  readonly pattern: RegExp
  readonly replacement: string
}

/** Order matters: what is named (`password=…`) goes before what is only shaped like a secret. */
const masks: ReadonlyArray<Mask> = [
  { pattern: /\bKey \(([^()]*)\)=\(.*?\)(?= (?:already|is|conflicts)|$)/gm, replacement: "Key ($1)=([value])" },
  { pattern: /\bFailing row contains \(.*\)/g, replacement: "Failing row contains ([row])" },
  { pattern: /-----BEGIN [A-Z ]+-----[\s\S]*?(-----END [A-Z ]+-----|$)/g, replacement: "[key]" },
  { pattern: /\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]+/gi, replacement: "$1 [token]" },
  { pattern: /([a-z][a-z0-9+.-]*:\/\/)[^/\s:@]*:[^/\s@]*@/gi, replacement: "$1[credentials]@" },
  {
    pattern:
      /("?\b[\w-]*(?:secret|password|passwd|token|authorization|cookie|api[_-]?key)\b"?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;&}]+)/gi,
    replacement: "$1[secret]"
  },
  { pattern: /(https?:\/\/[^\s?#"']+)[?#][^\s"']*/gi, replacement: "$1?[query]" },
  { pattern: /[\p{L}\p{N}._%+'-]+(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, replacement: "[email]" },
  { pattern: /\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]*)?/g, replacement: "[token]" },
  { pattern: /(?:[$€£¥]|\b(?:USD|EUR|GBP|CAD)\b)\s?-?\d[\d,]*(?:\.\d+)?/g, replacement: "[amount]" },
  { pattern: /-?\b\d[\d,]*(?:\.\d+)?\s?(?:USD|EUR|GBP|CAD|dollars)\b/gi, replacement: "[amount]" },
  { pattern: /\b\d{1,3}(?:,\d{3})+(?:\.\d{2})?\b/g, replacement: "[amount]" },
  { pattern: /\b\d{3}-\d{2}-\d{4}\b/g, replacement: "[number]" },
  { pattern: /(?<![\w-])(?:\+\d{1,3}[ .-]?)?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])/g, replacement: "[number]" },
  { pattern: /(?<![\w-])(?:\d[ -]?){12,18}\d(?![\w-])/g, replacement: "[number]" }
]

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Long runs that mix letters and digits are tokens unless they are one of our ids. */
const maskOpaque = (text: string): string =>
  text.replace(/[A-Za-z0-9_-]{24,}/g, (run) => (uuid.test(run) || !/\d/.test(run) || !/[A-Za-z]/.test(run) ? run : "[token]"))

/**
 * Masks what must never leave in free text: e-mail addresses, tokens and
 * secrets, credentials and queries of URLs, amounts, phone, card and tax
 * numbers. Ids (UUID) stay, so that a line can be followed.
 */
export const redactText = (text: string): string =>
  maskOpaque(masks.reduce((masked, mask) => masked.replace(mask.pattern, mask.replacement), text))
