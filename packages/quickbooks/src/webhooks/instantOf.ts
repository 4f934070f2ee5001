import { DateTime, Option } from "effect"

/** Intuit also writes offsets without a colon (`-0700`), which ISO 8601 readers may refuse. Null when it is no instant: nothing is put in its place. */
export const instantOf = (text: string): DateTime.Utc | null =>
  Option.getOrNull(DateTime.make(text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2")))
