import type { Aim, Blueprint, RecurringKind, SizeClass, Trade, TradeProfile } from "./Blueprint.ts"
import { agency } from "./trades/agency.ts"
import { construction } from "./trades/construction.ts"
import { consulting } from "./trades/consulting.ts"
import { ecommerce } from "./trades/ecommerce.ts"
import { professional } from "./trades/professional.ts"

const profiles: ReadonlyArray<TradeProfile> = [agency, construction, professional, ecommerce, consulting]

const names: Readonly<Record<Trade, ReadonlyArray<string>>> = {
  agency: [
    "Redfern Creative",
    "Lighthouse Brand Works",
    "Mica Media",
    "Tallgrass Studio",
    "Oxbow Digital",
    "Sparrow & Finch",
    "Quarry Lane Marketing",
    "Little Anvil",
    "Halcyon Holdings",
    "Paper Kite Agency"
  ],
  construction: [
    "Ironbark Builders",
    "Cedar Ridge Contractors",
    "Stillwater Homes",
    "Granite Peak Construction",
    "Bramble Restoration",
    "Fieldstone Remodeling",
    "Three Rivers Concrete",
    "Overlook Framing",
    "Basalt Ventures",
    "Millrace Renovation"
  ],
  professional: [
    "Ashcroft Legal",
    "Meridian Tax & Law",
    "Linden Architects",
    "Sound Engineering Group",
    "Whitcomb Notaries",
    "Peregrine Patent Law",
    "Harrow & Vale",
    "Sutter Surveyors",
    "Elmhurst Fiduciary",
    "Kestrel Appraisals"
  ],
  ecommerce: [
    "Wren & Willow Goods",
    "Northwind Outfitters",
    "Sundry Supply Co",
    "Copper Kettle Kitchen",
    "Tidepool Toys",
    "Moss & Fern",
    "Dapper Hound",
    "Blue Door Ceramics",
    "Marigold Imports",
    "Lantern Books"
  ],
  consulting: [
    "Argent Advisory",
    "Bellwether Strategy",
    "Cobalt Analytics",
    "Delphi Risk Partners",
    "Everline Operations",
    "Fulcrum Research",
    "Gannet Systems",
    "Hawthorn Change",
    "Isthmus Partners",
    "Jetty Logistics Consulting"
  ]
}

type Shape = Pick<Blueprint, "size" | "documents" | "scale" | "fortune" | "aim" | "payers" | "gaps" | "activity" | "historyDays">

/** Thirteen months. */
const historyDays = 396

const shape = (
  size: SizeClass,
  documents: number,
  aim: Aim,
  payers: Blueprint["payers"],
  gaps: ReadonlyArray<RecurringKind> = []
): Shape => ({
  size,
  documents,
  aim,
  payers,
  gaps,
  scale: { micro: 18, small: 100, medium: 300 }[size],
  fortune: payers === "slow" ? 104 : 95,
  activity: "trading",
  historyDays
})

const days = (count: number): Aim => ({ kind: "days", days: count })

/** The ten variants every trade has: four green, two yellow, one red, one critical, and two that are unlike the others. */
const variants: ReadonlyArray<Shape> = [
  shape("small", 220, days(96), "slow"),
  shape("medium", 700, days(120), "slow", ["subscription"]),
  shape("micro", 36, days(150), "slow", ["rent"]),
  shape("small", 160, days(74), "slow"),
  shape("small", 180, days(47), "prompt", ["payroll"]),
  shape("micro", 30, days(39), "prompt", ["loan"]),
  shape("small", 150, days(19), "prompt", ["tax", "subscription"]),
  shape("micro", 34, days(4), "at_once"),
  shape("micro", 30, days(90), "slow"),
  shape("micro", 32, days(52), "prompt")
]

const idle = (aim: Aim): Partial<Shape> => ({ activity: "idle", aim, gaps: [] })

/** What departs from the ten variants. */
const departures: Readonly<Record<string, Partial<Shape>>> = {
  "Redfern Creative": { aim: { kind: "reference" } },
  "Ashcroft Legal": { aim: { kind: "reference" } },
  "Argent Advisory": { aim: { kind: "reference" } },
  "Northwind Outfitters": { documents: 1_930 },
  "Meridian Tax & Law": { documents: 1_900 },
  "Three Rivers Concrete": { aim: days(12) },
  "Overlook Framing": { aim: { kind: "cash", percent: -9 } },
  "Sutter Surveyors": { aim: { kind: "cash", percent: -4 } },
  "Halcyon Holdings": idle({ kind: "cash", percent: 300 }),
  "Basalt Ventures": idle({ kind: "cash", percent: 120 }),
  "Jetty Logistics Consulting": { aim: days(23) },
  "Kestrel Appraisals": { aim: days(110) }
}

/** The fifty, ten of each trade. */
export const blueprints: ReadonlyArray<Blueprint> = profiles.flatMap((profile, trade) =>
  variants.map((variant, at): Blueprint => {
    const name = names[profile.trade][at] ?? `${profile.trade} ${at}`
    return {
      realmId: `91303520000${String(trade * 10 + at + 1).padStart(5, "0")}`,
      name,
      profile,
      variant: at + 1,
      ...variant,
      ...departures[name]
    }
  })
)
