import type { BrowserContext, Page, Request } from "playwright-core"

const onTheWay = new WeakMap<Page, Set<Request>>()

/** From now on it is known what each page of the context waits for. */
export const watchRequests = (context: BrowserContext): void => {
  context.on("page", (page) => {
    const waiting = new Set<Request>()
    onTheWay.set(page, waiting)
    page.on("request", (request) => waiting.add(request))
    page.on("requestfinished", (request) => waiting.delete(request))
    page.on("requestfailed", (request) => waiting.delete(request))
  })
}

const drawnTwice = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))

/** Everything asked for is there and drawn, and what was drawn asked for nothing more. */
export const settled = async (page: Page): Promise<void> => {
  const waiting = onTheWay.get(page)
  if (waiting === undefined) throw new Error("the requests of this page are not watched")
  for (let quiet = 0; quiet < 3; quiet = waiting.size === 0 ? quiet + 1 : 0) await drawnTwice(page)
}
