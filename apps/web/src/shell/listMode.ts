import { useMedia } from "@beep/ui/useMedia"
import { useSyncExternalStore } from "react"

const key = "beep.listMode"
const listeners = new Set<() => void>()

/** What the person chose on this device; null when they chose nothing. */
const readChosen = (): boolean | null => {
  const chosen = localStorage.getItem(key)
  return chosen === null ? null : chosen === "on"
}

const subscribeChosen = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const setListMode = (on: boolean): void => {
  localStorage.setItem(key, on ? "on" : "off")
  for (const listener of listeners) listener()
}

export const useListChosen = (): boolean | null => useSyncExternalStore(subscribeChosen, readChosen)

export const useNarrow = (): boolean => useMedia("(max-width: 639px)")

/**
 * On by itself on a phone, unless the person chose otherwise (runway.md 1.10): tables
 * become cards. Bars give way to words where it was chosen.
 */
export const useListMode = (): boolean => {
  const chosen = useListChosen()
  const phone = useNarrow()
  return chosen ?? phone
}
