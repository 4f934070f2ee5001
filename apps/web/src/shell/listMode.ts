import { useMedia } from "@beep/ui/useMedia"
import { useChangePreferences, usePreferences } from "./preferences.ts"

export const useNarrow = (): boolean => useMedia("(max-width: 639px)")

/** What this screen does by itself is no choice: chosen, it is "auto" again, on every device. */
export const useSetListMode = (): ((on: boolean) => void) => {
  const byItself = useNarrow()
  const change = useChangePreferences()
  return (on) => change({ listMode: on === byItself ? "auto" : on ? "on" : "off" })
}

/** On by itself on a phone, unless the person chose otherwise (runway.md 1.10): tables become cards, and pictures words. */
export const useListMode = (): boolean => {
  const { listMode } = usePreferences()
  const byItself = useNarrow()
  return listMode === "auto" ? byItself : listMode === "on"
}
