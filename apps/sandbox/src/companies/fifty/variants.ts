import type { Aim, Blueprint, PlantId, RecurringKind, SizeClass } from "./Blueprint.ts"

export type Shape = Omit<Blueprint, "realmId" | "name" | "profile" | "variant" | "banks">

/** Thirteen months. */
const historyDays = 396

/** Small trouble every company has that keeps books by itself. */
const common: ReadonlyArray<PlantId> = [
  "undated_bills",
  "undated_invoices",
  "uncategorized",
  "duplicates",
  "double_names",
  "partly_paid",
  "unapplied"
]

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
  historyDays,
  plants: common
})

export const days = (count: number): Aim => ({ kind: "days", days: count })

/** The ten variants every trade has: four green, two yellow, one red, one critical, and two that are unlike the others. */
export const variants: ReadonlyArray<Shape> = [
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
