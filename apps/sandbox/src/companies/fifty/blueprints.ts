import type { Blueprint, TradeProfile } from "./Blueprint.ts"
import { departures } from "./departures.ts"
import { names } from "./names.ts"
import { agency } from "./trades/agency.ts"
import { construction } from "./trades/construction.ts"
import { consulting } from "./trades/consulting.ts"
import { ecommerce } from "./trades/ecommerce.ts"
import { professional } from "./trades/professional.ts"
import { variants } from "./variants.ts"

const profiles: ReadonlyArray<TradeProfile> = [agency, construction, professional, ecommerce, consulting]

/** The fifty, ten of each trade. */
export const blueprints: ReadonlyArray<Blueprint> = profiles.flatMap((profile, trade) =>
  variants.map((variant, at): Blueprint => {
    const name = names[profile.trade][at] ?? `${profile.trade} ${at}`
    const { more = [], ...departure } = departures[name] ?? {}
    const plants = departure.plants ?? variant.plants
    return {
      realmId: `91303520000${String(trade * 10 + at + 1).padStart(5, "0")}`,
      name,
      profile,
      variant: at + 1,
      banks: profile.banks,
      ...variant,
      ...departure,
      plants: [...plants, ...more]
    }
  })
)
