import type { TextRange } from "../../EvidenceSpan.ts"
import type { People } from "./People.ts"

/** Who is named there; null when nobody is. */
export const personAt = (people: People, { start, end }: TextRange): number | null =>
  people.at.find((one) => one.start < end && start < one.end)?.person ?? null

/** `She`: whoever was named last, but for those who write and are written to. */
export const lastNamed = (people: People, before: number): number | null =>
  people.at.findLast((one) => one.end <= before && one.person !== people.sender && one.person !== people.you)?.person ?? null
