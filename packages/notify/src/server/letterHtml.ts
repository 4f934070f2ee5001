import type { LetterParts } from "./accountLetter.ts"

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)

const paragraph = (text: string): string => `<p>${escaped(text)}</p>`

/** Readable with styles and images off, in light and dark. */
export const letterHtml = ({ after, link, paragraphs, subject }: LetterParts, foot: string): string =>
  [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>`,
    `<body style="font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;max-width:36rem;margin:0 auto;padding:16px">`,
    ...paragraphs.map(paragraph),
    ...(link === null
      ? []
      : [`<p><a href="${escaped(link.address)}">${escaped(link.words)}</a></p><p>${escaped(link.address)}</p>`]),
    ...after.map(paragraph),
    `<hr>${paragraph(foot)}</body></html>`
  ].join("\n")
