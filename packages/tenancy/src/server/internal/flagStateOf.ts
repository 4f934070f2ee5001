import { DateTime } from "effect"
import type { FlagState, Override } from "../../contract/evaluateFeature.ts"
import type { Tier } from "../../contract/Organization.ts"

type Row =
  | { readonly source: "tier"; readonly tier: Tier }
  | {
      readonly source: "kill" | "firm" | "advisor"
      readonly feature: string
      readonly enabled: boolean
      readonly expiresAt: DateTime.Utc | null
    }

/** An organization without a row (it was closed) has the smallest tier. */
export const flagStateOf = (rows: ReadonlyArray<Row>): FlagState => {
  let tier: Tier = "basic"
  const killed = new Set<string>()
  const overrides = { firm: new Array<Override>(), advisor: new Array<Override>() }
  for (const row of rows) {
    if (row.source === "tier") tier = row.tier
    else if (row.source === "kill") killed.add(row.feature)
    else {
      overrides[row.source].push({
        feature: row.feature,
        enabled: row.enabled,
        expiresAt: row.expiresAt === null ? null : DateTime.toEpochMillis(row.expiresAt)
      })
    }
  }
  return { tier, killed, firmOverrides: overrides.firm, advisorOverrides: overrides.advisor }
}
