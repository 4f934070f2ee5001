import type { ClientListView } from "@beep/runway/contract/ClientsApi"
import { useSyncExternalStore } from "react"

let last: ClientListView = {}
const listeners = new Set<() => void>()

/** The view of the list that was looked at last in this window: next and previous follow it. */
export const setLastView = (view: ClientListView): void => {
  last = view
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLastView = (): ClientListView => useSyncExternalStore(subscribe, () => last)
