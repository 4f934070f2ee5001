/** Bounds on one message. Beyond them it is unreadable, with the reason of the bound it broke. */
export const mailLimits = {
  /** Gmail's own bound on a received message. */
  bytes: 26_214_400,
  depth: 30,
  nestedMessages: 5,
  parts: 2_000,
  headerBytes: 262_144,
  headers: 2_000,
  /** Characters of HTML that are converted to text. */
  html: 4_194_304,
  /** Nested elements that are followed. */
  htmlDepth: 256
} as const
