import type { AuthSettings } from "../AuthSettings.ts"

/** A demonstration on one machine, or a test's, lets its people in without one; any other organization does not. */
export const asksForSecondFactor = (stage: AuthSettings["Service"]["stage"], place: { readonly demo: boolean }): boolean =>
  !(place.demo && (stage === "local" || stage === "test"))
