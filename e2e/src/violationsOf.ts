import axe from "axe-core"
import type { Page } from "playwright-core"

declare global {
  interface Window {
    readonly axe?: typeof axe
  }
}

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

/** Rule, element and sentence of each violation. Axe is brought once per document, and looks where it stands: another page to sum up in, as @axe-core/playwright opens for its frames, costs four times as much. */
export const violationsOf = async (page: Page): Promise<ReadonlyArray<string>> => {
  if (page.frames().length > 1) throw new Error("axe looks into the document only, and this one has frames")
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axe.source)
  return page.evaluate(async (values) => {
    if (window.axe === undefined) throw new Error("axe did not arrive")
    const { violations } = await window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] })
    return violations.flatMap(({ help, id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}: ${help}`))
  }, tags)
}
