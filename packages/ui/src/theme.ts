import { useSyncExternalStore } from "react"

export type Theme = "light" | "dark"

/** Where the choice is kept; `early.js` of the app reads the same name before the first paint. */
export const themeKey = "beep.theme"

const listeners = new Set<() => void>()

export const currentTheme = (): Theme => {
  const chosen = document.documentElement.dataset["theme"]
  if (chosen === "light" || chosen === "dark") return chosen
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"
}

export const applyTheme = (theme: Theme): void => {
  document.documentElement.dataset["theme"] = theme
  localStorage.setItem(themeKey, theme)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, currentTheme)
