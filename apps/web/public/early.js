// Before the first paint, so that the page does not flash; the toggle in @beep/ui/theme writes the same name.
const theme = localStorage.getItem("beep.theme")
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme

// While the scripts are on their way: where this runs, who looks and, where the plain list opens, its first page.
// The first questions of `src/api/earlyAnswers.ts` for the same addresses take these answers; it also drops them.
const early = []
const ask = (fits, answer) => {
  // Whoever takes the answer says that it failed.
  answer.then(null, () => null)
  early.push({ fits, answer })
}
window.beepEarly = early

if (/^\/(?:$|clients\b|knowledge\b|settings\b|onboarding\b)/.test(location.pathname)) {
  const me = fetch("/api/me")
  ask(/^\/api\/me$/, me)
  ask(/^\/config\.json$/, fetch("/config.json"))
  if (/^\/(?:clients\/?)?$/.test(location.pathname) && location.search === "")
    ask(
      /^\/api\/advisor\/[^/]+\/clients$/,
      me.then(async (answer) => (answer.ok ? fetch(`/api/advisor/${(await answer.clone().json()).memberId}/clients`) : null))
    )
}
