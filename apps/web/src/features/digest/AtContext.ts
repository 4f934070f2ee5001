import { createContext, use } from "react"
import type { At } from "./queries.ts"

/** Of which time the page speaks: whatever is opened on it is opened as it was known then. */
export const AtContext = createContext<At>(undefined)

export const useAt = (): At => use(AtContext)
