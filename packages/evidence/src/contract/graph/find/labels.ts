/** `TraditionalIRA` as people write it. */
const written: Readonly<Record<string, string>> = {
  TraditionalIRA: "Traditional IRA",
  RothIRA: "Roth IRA",
  RolloverIRA: "Rollover IRA",
  InheritedIRA: "Inherited IRA",
  SepIRA: "SEP IRA",
  SimpleIRA: "SIMPLE IRA",
  Roth401k: "Roth 401(k)",
  Plan401k: "401(k)",
  Plan403b: "403(b)",
  Plan457: "457(b)",
  Plan529: "529 plan",
  DAF: "Donor fund",
  LifeInsurance: "Life insurance",
  JobChange: "New job",
  JobLoss: "Job loss",
  HomePurchase: "Home purchase",
  HomeSale: "Home sale",
  BusinessSale: "Business sale",
  MilestoneBirthday: "Birthday",
  CollegeStart: "Start of college"
}

export const subtypeLabel = (subtype: string): string => written[subtype] ?? subtype

export const accountLabel = (said: {
  readonly custodian: string | null
  readonly subtype: string | null
  readonly lastFour: string | null
}): string =>
  [
    said.custodian,
    said.subtype === null ? "Account" : subtypeLabel(said.subtype),
    said.lastFour === null ? null : `••${said.lastFour}`
  ]
    .filter((part) => part !== null)
    .join(" ")

export const sentenceCase = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
