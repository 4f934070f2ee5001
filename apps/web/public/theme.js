// Before the first paint, so that the page does not flash; the toggle in @beep/ui/theme writes the same name.
var theme = localStorage.getItem("beep.theme")
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme
