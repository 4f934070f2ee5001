import { useSyncExternalStore } from "react"
import { linkToken } from "../../api/linkToken.ts"

/** What the mailed link carried; null when the page was opened without it. */
export const useLinkToken = (): string | null => useSyncExternalStore(linkToken.subscribe, linkToken.read)
