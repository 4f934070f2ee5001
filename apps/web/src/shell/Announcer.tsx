import { useSyncExternalStore } from "react"
import { announcer } from "./announcer.ts"

/** Stands in the page from the start: a live region that arrives with its words is not heard. */
export const Announcer = () => (
  <p aria-live="polite" className="sr-only">
    {useSyncExternalStore(announcer.subscribe, announcer.read)}
  </p>
)
