/**
 * Runs in the page, before anything else of it. `beepExpect(expectation)` waits for a key, and `beepStep()` answers the
 * milliseconds from that key to the frame that shows what was expected; `beepInteractions()` the duration of every interaction so
 * far, from the input to the next paint, as the browser's own event timing has it.
 */
export const pageProbe = `(() => {
  const interactions = new Map()
  const contentful = { lcp: 0 }
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
          requestAnimationFrame((painted) => resolve(painted - from))
        } else requestAnimationFrame(look)
      }
      look()
    })
  }
  window.beepInteractions = () => [...interactions.values()]
  window.beepContentful = () => contentful.lcp
  window.beepShown = (what, of) => shown[what](of)
})()`
