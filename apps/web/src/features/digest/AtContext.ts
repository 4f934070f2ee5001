import type { LocalDate } from "@beep/kernel/LocalDate"
import { createContext, use } from "react"
import type { At } from "./queries.ts"

/** Of which time the page speaks: whatever is opened on it is opened as it was known then. */
export const AtContext = createContext<At>(undefined)

export const useAt = (): At => use(AtContext)

/** What of the address keeps a page on its day; only the way back leaves it. */
export const useDay = (): { readonly at?: LocalDate } => {
  const at = useAt()
  return typeof at === "string" ? { at } : {}
}
