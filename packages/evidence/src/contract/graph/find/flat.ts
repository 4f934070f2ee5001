import type { TextRange } from "../../EvidenceSpan.ts"

const listItem = /^\s*(?:[-*•]|\d{1,2}[.)]|\[[ xX]?\])\s/

/**
 * The text with wrapped lines joined and quoted ones blanked, of the same length:
 * offsets found in it are offsets in the text. A wrapped line is a long one that
 * the next goes on from.
 */
export const flat = (content: string, quoted: ReadonlyArray<TextRange>): string => {
  let text = content
  for (const { start, end } of quoted) {
    text = text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, " ") + text.slice(end)
  }
  const lines = text.split("\n")
  return lines
    .map((line, index) => {
      const next = lines[index + 1]
      if (next === undefined) return line
      const goesOn = line.trimEnd().length >= 45 && next.trim() !== "" && !listItem.test(next) && !/[:]\s*$/.test(line)
      return `${line}${goesOn ? " " : "\n"}`
    })
    .join("")
}
