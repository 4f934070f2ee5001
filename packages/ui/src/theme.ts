export type Theme = "light" | "dark"

/** Where the choice is kept; `theme.js` of the app reads the same name before the first paint. */
export const themeKey = "beep.theme"

export const currentTheme = (): Theme => {
  const chosen = document.documentElement.dataset["theme"]
  if (chosen === "light" || chosen === "dark") return chosen
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"
}

export const applyTheme = (theme: Theme): void => {
  document.documentElement.dataset["theme"] = theme
  localStorage.setItem(themeKey, theme)
}
