import type { AccountSubtype } from "../../contract/ontology/wealthManagement.ts"

export interface HouseAccount {
  readonly subtype: AccountSubtype
  /** As its owner calls it. */
  readonly words: string
  readonly custodian: string
  readonly lastFour: string
  readonly owner: string
}

export interface House {
  readonly surname: string
  readonly first: string
  readonly second: string
  readonly child: string
  readonly adviser: string
  readonly accountant: string
  readonly attorney: string
  readonly accounts: readonly [HouseAccount, ...ReadonlyArray<HouseAccount>]
}

const house = (
  surname: string,
  [first, second, child]: readonly [string, string, string],
  [adviser, accountant, attorney]: readonly [string, string, string],
  accounts: readonly [
    readonly [AccountSubtype, string, string, string, "first" | "second"],
    ...ReadonlyArray<readonly [AccountSubtype, string, string, string, "first" | "second"]>
  ]
): House => {
  const made = ([subtype, words, custodian, lastFour, owner]: (typeof accounts)[number]): HouseAccount => ({
    subtype,
    words,
    custodian,
    lastFour,
    owner: `${owner === "first" ? first : second} ${surname}`
  })
  const [one, ...rest] = accounts
  return {
    surname,
    first: `${first} ${surname}`,
    second: `${second} ${surname}`,
    child: `${child} ${surname}`,
    adviser,
    accountant,
    attorney,
    accounts: [made(one), ...rest.map(made)]
  }
}

/** Twelve households that exist nowhere. */
export const houses: readonly [House, ...ReadonlyArray<House>] = [
  house(
    "Hollis",
    ["Gareth", "Imogen", "Tess"],
    ["Dana Kim", "Victor Amos", "Lena Brandt"],
    [
      ["TraditionalIRA", "traditional IRA", "Schwab", "1180", "first"],
      ["RothIRA", "Roth IRA", "Schwab", "4427", "second"],
      ["Brokerage", "brokerage account", "Fidelity", "9912", "first"]
    ]
  ),
  house(
    "Varga",
    ["Laszlo", "Edith", "Nora"],
    ["Dana Kim", "Martin Coyle", "Ruth Adler"],
    [
      ["RolloverIRA", "rollover IRA", "Vanguard", "3071", "first"],
      ["Plan401k", "401(k)", "Empower", "8850", "second"]
    ]
  ),
  house(
    "Pemberton",
    ["Simon", "Alice", "George"],
    ["Owen Finch", "Helen Marsh", "Paul Dreyer"],
    [
      ["Trust", "family trust account", "Northern Trust", "6104", "first"],
      ["RothIRA", "Roth IRA", "Fidelity", "2259", "first"]
    ]
  ),
  house(
    "Osei",
    ["Kwame", "Abena", "Kofi"],
    ["Owen Finch", "Martin Coyle", "Ruth Adler"],
    [
      ["SepIRA", "SEP IRA", "Vanguard", "7345", "first"],
      ["Plan529", "529 plan", "Fidelity", "5518", "second"]
    ]
  ),
  house(
    "Marchetti",
    ["Paolo", "Bianca", "Luca"],
    ["Dana Kim", "Victor Amos", "Lena Brandt"],
    [
      ["Brokerage", "joint brokerage account", "Merrill", "4003", "first"],
      ["InheritedIRA", "inherited IRA", "Merrill", "4004", "second"]
    ]
  ),
  house(
    "Sterling",
    ["Joan", "Douglas", "Claire"],
    ["Owen Finch", "Helen Marsh", "Paul Dreyer"],
    [
      ["TraditionalIRA", "traditional IRA", "Fidelity", "8191", "first"],
      ["HSA", "HSA", "Optum", "3320", "second"]
    ]
  ),
  house(
    "Nakamura",
    ["Haruki", "Yoko", "Kenji"],
    ["Dana Kim", "Martin Coyle", "Ruth Adler"],
    [
      ["Plan403b", "403(b)", "TIAA", "2785", "second"],
      ["RothIRA", "Roth IRA", "Schwab", "6640", "first"]
    ]
  ),
  house(
    "Carmichael",
    ["Fergus", "Rose", "Ailsa"],
    ["Owen Finch", "Victor Amos", "Lena Brandt"],
    [
      ["Savings", "savings account", "Ally", "1029", "first"],
      ["Annuity", "variable annuity", "Prudential", "5561", "second"]
    ]
  ),
  house(
    "Desai",
    ["Nikhil", "Priya", "Anand"],
    ["Dana Kim", "Helen Marsh", "Paul Dreyer"],
    [
      ["Plan401k", "401(k)", "Fidelity", "9027", "first"],
      ["Brokerage", "brokerage account", "Schwab", "7716", "second"]
    ]
  ),
  house(
    "Lofgren",
    ["Erik", "Astrid", "Soren"],
    ["Owen Finch", "Martin Coyle", "Ruth Adler"],
    [
      ["TraditionalIRA", "traditional IRA", "Vanguard", "3390", "second"],
      ["Checking", "checking account", "Chase", "8082", "first"]
    ]
  ),
  house(
    "Beaumont",
    ["Henri", "Colette", "Julien"],
    ["Dana Kim", "Victor Amos", "Paul Dreyer"],
    [
      ["RothIRA", "Roth IRA", "Vanguard", "7007", "first"],
      ["Trust", "living trust account", "Schwab", "1450", "second"]
    ]
  ),
  house(
    "Quintero",
    ["Miguel", "Teresa", "Paloma"],
    ["Owen Finch", "Helen Marsh", "Lena Brandt"],
    [
      ["RolloverIRA", "rollover IRA", "Schwab", "5234", "second"],
      ["LifeInsurance", "life insurance policy", "MassMutual", "9448", "first"]
    ]
  )
]
