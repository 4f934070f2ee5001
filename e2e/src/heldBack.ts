import type { Page, Route } from "playwright-core"

interface Held {
  /** Of what is asked so; of everything where none is named. */
  readonly method?: "GET"
  /** What becomes of it once it is let go; it goes on unless this says otherwise. */
  readonly after?: (route: Route) => Promise<void>
}

/** Holds what the page asks of such an address on its way; answers how to let it go. */
export const heldBack = async (page: Page, what: string | RegExp, { after, method }: Held = {}): Promise<() => void> => {
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => (letGo = resolve))
  await page.route(what, async (route) => {
    if (method === undefined || route.request().method() === method) await held
    await (after === undefined ? route.continue() : after(route))
  })
  return letGo
}
