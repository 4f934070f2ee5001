/** The fixed linear axis of every runway bar: 0 to 50 weeks (runway.md 1.6). */
export const scaleDays = 350

/** Position on the axis in percent, clamped. */
export const positionOf = (days: number): number => Math.min(Math.max(days / scaleDays, 0), 1) * 100

/** Filled part in percent: at least 2 when any day is covered, so that one day is visible. */
export const fillOf = (days: number): number => (days <= 0 ? 0 : Math.max(positionOf(days), 2))
