/** Runs once the browser has nothing to do, never where it cannot tell; answers how to call it off. */
export const whenIdle = (run: () => void): (() => void) => {
  if (!("requestIdleCallback" in window)) return () => undefined
  const waiting = requestIdleCallback(run)
  return () => cancelIdleCallback(waiting)
}
