import { dismissToast } from "@beep/ui/toast-store"
import type { QueryClient } from "@tanstack/react-query"

/** Nothing that one member was shown is there for the next one in the same window. */
export const forget = (queries: QueryClient): void => {
  queries.clear()
  dismissToast()
}
