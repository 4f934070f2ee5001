import { Context } from "effect"

/** Where QuickBooks' own pages are, without a trailing slash; the app sets it from its environment. */
export const QuickBooksPages = Context.Reference<string>("@beep/runway/QuickBooksPages", {
  defaultValue: () => "https://app.qbo.intuit.com"
})
