/**
 * Runs in the page, before anything else of it. `beepExpect(expectation)` waits for a key, and `beepStep()` answers when that key
 * was pressed and when the frame began that showed what was expected; `beepParts(from, to)` what of the time between went to waiting
 * for code, to waiting for answers and to long tasks, which may be at the same time; `beepInteractions()` the duration of every
 * interaction so far, from the input to the next paint, as the browser's own event timing has it.
 */
export const pageProbe = `(() => {
  const interactions = new Map()
  const contentful = { lcp: 0, list: 0 }
  const spans = { code: [], answers: [], tasks: [] }
  const spanOf = (entry) => [entry.startTime, entry.startTime + entry.duration]
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { pathname } = new URL(entry.name)
      if (pathname.startsWith("/assets/")) spans.code.push(spanOf(entry))
      else if (pathname.startsWith("/api/")) spans.answers.push(spanOf(entry))
    }
  }).observe({ type: "resource", buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) spans.tasks.push(spanOf(entry))
  }).observe({ type: "longtask", buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry.interactionId > 0)
        interactions.set(entry.interactionId, Math.max(interactions.get(entry.interactionId) ?? 0, entry.duration))
  }).observe({ type: "event", durationThreshold: 16, buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) contentful.lcp = entry.startTime
  }).observe({ type: "largest-contentful-paint", buffered: true })
  const shown = {
    client: (name) =>
      document.querySelector("h1")?.textContent === name &&
      [...document.querySelectorAll("main h2")].some((h2) => /^Data shows /.test(h2.textContent)),
    reviewed: () => document.querySelector('button[aria-keyshortcuts="r"]')?.getAttribute("aria-pressed") === "true",
    hygiene: () => document.querySelector("[data-issue]") !== null,
    issue: (before) => (document.activeElement?.dataset.issue ?? before) !== before,
    form: () => document.activeElement?.hasAttribute("data-fix-entry") === true,
    // The line of the issue says it, and its form is gone.
    staged: () =>
      document.querySelector("[data-fix-entry]") === null &&
      [...(document.activeElement?.closest("tr, li")?.querySelectorAll("span") ?? [])].some(({ textContent }) => textContent === "Staged"),
    list: (count) => document.querySelectorAll("[data-client-link]").length >= Number(count),
    focus: (name) => document.activeElement?.textContent === name
  }
  let pending
  window.beepStep = () => pending
  // A key can overtake a question on its way into the page: what is expected is said, and only then pressed.
  window.beepExpect = ([what, of]) => {
    pending = new Promise((resolve) => {
      let from
      addEventListener("keydown", (event) => { from = event.timeStamp }, { capture: true, once: true })
      const look = () => {
        if (from !== undefined && shown[what](of)) {
          // The frame that shows it is painted before the next one begins.
          requestAnimationFrame((to) => resolve({ from, to }))
        } else requestAnimationFrame(look)
      }
      look()
    })
  }
  const covered = (all, from, to) => {
    const inside = all.map(([a, b]) => [Math.max(a, from), Math.min(b, to)]).filter(([a, b]) => b > a).sort(([a], [b]) => a - b)
    let until = from
    return inside.reduce((sum, [a, b]) => {
      const more = Math.max(0, b - Math.max(a, until))
      until = Math.max(until, b)
      return sum + more
    }, 0)
  }
  window.beepParts = ([from, to]) => ({
    code: covered(spans.code, from, to),
    answers: covered(spans.answers, from, to),
    tasks: covered(spans.tasks, from, to)
  })
  window.beepInteractions = () => [...interactions.values()]
  new MutationObserver((_, watching) => {
    if (document.querySelector("[data-client-link]") === null) return
    watching.disconnect()
    contentful.list = performance.now()
  }).observe(document, { childList: true, subtree: true })
  // What was asked for before the list stood and its largest part was painted; the rest was read ahead.
  window.beepContentful = () => contentful.lcp
  window.beepInitial = () =>
    performance
      .getEntriesByType("resource")
      .filter(({ name, startTime }) => name.endsWith(".js") && startTime <= Math.max(contentful.lcp, contentful.list))
      .map(({ name }) => name)
  window.beepIssue = () => document.activeElement?.dataset.issue ?? ""
  window.beepFixable = () =>
    [...(document.activeElement?.closest("tr, li")?.querySelectorAll("button[aria-expanded]") ?? [])].some((one) =>
      /^(Set due date|Add email)$/.test(one.textContent)
    )
  window.beepEntry = () => document.activeElement?.type ?? ""
  window.beepShown = (what, of) => shown[what](of)
})()`
