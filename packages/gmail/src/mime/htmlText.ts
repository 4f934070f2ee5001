import { htmlToText, type HtmlToTextOptions } from "html-to-text"
import { mailLimits } from "./limits.ts"

/** A Unicode noncharacter: stands where the converter gave up, never in honest mail. */
const cutMark = "\uFFFE"

export interface HtmlText {
  readonly text: string
  readonly links: ReadonlyArray<string>
}

/**
 * An HTML body as text. Nothing is fetched or run: scripts, styles and images
 * are dropped, a link keeps its words and its address is only listed. Quoted
 * blocks come out with `> ` before each line. Undefined when the markup nests
 * deeper than the converter follows.
 */
export const htmlText = (html: string): HtmlText | undefined => {
  const links: Array<string> = []
  const options: HtmlToTextOptions = {
    wordwrap: false,
    limits: { maxInputLength: mailLimits.html, maxDepth: mailLimits.htmlDepth, ellipsis: cutMark },
    formatters: {
      listedLink: (element, walk, builder) => {
        const href: unknown = element.attribs?.["href"]
        if (typeof href === "string" && href !== "") links.push(href)
        walk(element.children, builder)
      }
    },
    selectors: [
      ...["script", "style", "template", "noscript", "title", "img", "svg", "object", "iframe"].map((selector) => ({
        selector,
        format: "skip"
      })),
      { selector: "a", format: "listedLink" },
      ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } }))
    ]
  }
  const text = htmlToText(html.replaceAll(cutMark, "\uFFFD"), options)
  return text.includes(cutMark) ? undefined : { text, links }
}
