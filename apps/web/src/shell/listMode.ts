import { useMedia } from "@beep/ui/useMedia"
import { useChangePreferences, usePreferences } from "./preferences.ts"

/** What the person chose; null when they chose nothing. */
export const useListChosen = (): boolean | null => {
  const { listMode } = usePreferences()
  return listMode === "auto" ? null : listMode === "on"
}

export const useNarrow = (): boolean => useMedia("(max-width: 639px)")

/** What this screen does by itself is no choice: chosen, it is "auto" again, on every device. */
export const useSetListMode = (): ((on: boolean) => void) => {
  const byItself = useNarrow()
  const change = useChangePreferences()
  return (on) => change({ listMode: on === byItself ? "auto" : on ? "on" : "off" })
}

/**
 * On by itself on a phone, unless the person chose otherwise (runway.md 1.10): tables
 * become cards. Bars give way to words where it was chosen.
 */
export const useListMode = (): boolean => {
  const chosen = useListChosen()
  const phone = useNarrow()
  return chosen ?? phone
}
