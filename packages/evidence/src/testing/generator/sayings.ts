import { addDays, type LocalDate } from "@beep/kernel/LocalDate"
import { account, type LabelledMail, promised, todo } from "../labelled/LabelledMail.ts"
import type { House } from "./households.ts"
import type { Dice } from "./random.ts"

/** What one passage of a mail says, beside its words. */
export interface Saying extends Partial<
  Pick<LabelledMail, "clients" | "outside" | "accounts" | "events" | "actions" | "meetings" | "compliance" | "kin">
> {
  readonly words: string
}

export interface Scene {
  readonly dice: Dice
  readonly house: House
  /** The client who writes or is written to. */
  readonly me: string
  readonly spouse: string
  readonly date: LocalDate
  /** The adviser writes. */
  readonly fromFirm: boolean
}

const given = (name: string): string => name.split(" ")[0] ?? name

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December"
]

const written = (date: LocalDate, dice: Dice): string => {
  const [year = "", month = "", day = ""] = date.split("-")
  const name = months[Number(month) - 1] ?? ""
  return dice.pick([`${name} ${Number(day)}, ${year}`, `${name} ${Number(day)}`, `${Number(month)}/${Number(day)}/${year}`, date])
}

const later = (scene: Scene, from: number, to: number): LocalDate => addDays(scene.date, from + scene.dice.roll(to - from + 1))

const acts = [
  "send the RMD worksheet",
  "review the beneficiary form",
  "update the cash flow plan",
  "confirm the wire instructions",
  "prepare the tax estimate",
  "order a new checkbook",
  "upload the trust documents",
  "complete the transfer paperwork",
  "compare the long-term care quotes",
  "schedule the annual physical for the insurance application",
  "file Form 8606",
  "sign the advisory agreement",
  "collect the cost basis statements",
  "rebalance the portfolio",
  "cancel the old credit line",
  "check the Social Security estimate"
] as const

const accountSaid = ({ dice, house, me, fromFirm }: Scene): Saying => {
  const one = dice.pick(house.accounts)
  const mine = one.owner === me
  const whose = fromFirm ? (mine ? "your" : `${given(one.owner)}'s`) : mine ? "my" : `${given(one.owner)}'s`
  const amount = `$${(dice.roll(800) + 20).toLocaleString("en-US")},${String(dice.roll(900) + 100)}.${String(dice.roll(90) + 10)}`
  const ending = dice.pick([
    `ending in ${one.lastFour}`,
    `(…${one.lastFour})`,
    `ending ${one.lastFour}`,
    `(x${one.lastFour})`,
    `#${one.lastFour}`
  ])
  const named = dice.pick([
    `${whose} ${one.custodian} ${one.words} ${ending}`,
    `${whose} ${one.words} at ${one.custodian} ${ending}`,
    `${whose} ${one.custodian} ${one.words}, ${ending}`.replace(/, ([(#])/, " $1")
  ])
  const words = dice.pick([
    `The statement for ${named} came yesterday.`,
    `I have a question about ${named}.`,
    `As of Friday ${named} stood at ${amount}.`,
    `Something looks off with ${named}: the dividend is missing.`,
    `For the record, ${named} was worth ${amount} on the last statement.`,
    `We talked about ${named} in the fall.`
  ])
  return { words, clients: [one.owner], accounts: [account(one.subtype, one.lastFour, one.custodian, one.owner)] }
}

const eventSaid = (scene: Scene): Saying => {
  const { dice, me, spouse, house, fromFirm } = scene
  const day = written(later(scene, 20, 200), dice)
  const child = given(house.child)
  const kin = dice.pick(["daughter", "son"])
  const his = kin === "son" ? "his" : "her"
  const self = fromFirm ? "you" : "I"
  const my = fromFirm ? "your" : "my"
  const parent = fromFirm ? ([] as const) : ([[me, "parentOf", house.child]] as const)
  return dice.pick<() => Saying>([
    () => ({
      words: fromFirm ? `Congratulations on your retirement!` : `I am going to retire on ${day}.`,
      clients: [me],
      events: [["Retirement", me]]
    }),
    () => ({
      words: `${given(spouse)} has decided to retire at the end of the summer.`,
      clients: [spouse],
      events: [["Retirement", spouse]]
    }),
    () => ({
      words: `${fromFirm ? "Your" : "Our"} ${kin} ${child} graduates from Cornell in May.`,
      clients: [house.child, ...(fromFirm ? [me] : [me])],
      events: [["Graduation", house.child]],
      kin: [[me, "parentOf", house.child]]
    }),
    () => ({ words: `${child}'s wedding is set for ${day}.`, clients: [house.child], events: [["Marriage", house.child]] }),
    () => ({
      words: `${given(spouse)} started a new job at a hospital last week.`,
      clients: [spouse],
      events: [["JobChange", spouse]]
    }),
    () => ({
      words: `${given(spouse)} was laid off this week and there is a severance package.`,
      clients: [spouse],
      events: [["JobLoss", spouse]]
    }),
    () => ({
      words: `${fromFirm ? "You" : "We"} bought a vacation house near the lake.`.replace(
        "bought a",
        fromFirm ? "mentioned buying a" : "bought a"
      ),
      clients: [me],
      events: [["HomePurchase", me]]
    }),
    () => ({ words: `${given(spouse)} turns 65 in the fall.`, clients: [spouse], events: [["MilestoneBirthday", spouse]] }),
    () => ({
      words: `${child} got into Michigan, so there is a tuition bill coming.`,
      clients: [house.child],
      events: [["CollegeStart", house.child]]
    }),
    () => ({
      words: `${given(spouse)} had surgery on ${his === "his" ? "a" : "the"} knee and is home again.`,
      clients: [spouse],
      events: [["Illness", spouse]]
    }),
    () => ({
      words: `${self === "I" ? "I inherited" : "You inherited"} a little money from an aunt.`,
      clients: [me],
      events: [["Inheritance", me]]
    }),
    () => ({
      words: `${self === "I" ? "My" : "Your"} mother passed away in the spring.`,
      clients: [me],
      events: [["Death", me]]
    }),
    () => ({
      words: `A buyer made an offer, and ${self} may sell ${my} business this year.`,
      clients: [me],
      events: [["BusinessSale", me]]
    }),
    () => ({
      words: `${fromFirm ? "Your" : "Our"} ${kin} ${child} and ${his} wife are expecting a baby.`,
      clients: [house.child, me],
      events: [["Birth", house.child]],
      kin: fromFirm ? [[me, "parentOf", house.child]] : parent
    })
  ])()
}

const actionSaid = (scene: Scene): Saying => {
  const { dice, house, me, spouse, fromFirm } = scene
  const writer = fromFirm ? house.adviser : me
  const reader = fromFirm ? me : house.adviser
  const act = dice.pick(acts)
  const due = dice.chance(65) ? later(scene, 3, 40) : null
  const by = due === null ? "" : ` by ${written(due, dice)}`
  return dice.pick<() => Saying>([
    () => ({ words: `I will ${act}${by}.`, actions: [promised(act, writer, due)] }),
    () => ({ words: `I'll ${act}${by}.`, actions: [promised(act, writer, due)] }),
    () => ({ words: `We are going to ${act}${by}.`, actions: [promised(act, writer, due)] }),
    () => ({ words: `Could you ${act}${by}?`, actions: [todo(act, reader, due)] }),
    () => ({ words: `Please ${act}${by}.`, actions: [todo(act, reader, due)] }),
    () => ({ words: `Can you please ${act}${by}?`, actions: [todo(act, reader, due)] }),
    () => ({ words: `I still need to ${act}${by}.`, actions: [todo(act, writer, due)] }),
    () => ({ words: `${given(spouse)} will ${act}${by}.`, clients: [spouse], actions: [todo(act, spouse, due)] }),
    () => ({ words: `One thing from our side: you need to ${act}${by}.`, actions: [todo(act, reader, due)] }),
    () => ({ words: `Don't forget to ${act}${by}.`, actions: [todo(act, reader, due)] }),
    () => ({ words: `I would like you to ${act}${by}.`, actions: [todo(act, reader, due)] })
  ])()
}

const listSaid = (scene: Scene): Saying => {
  const { dice, house, me, fromFirm } = scene
  const start = dice.roll(acts.length)
  const [one, two] = [acts[start] ?? acts[0], acts[(start + 5) % acts.length] ?? acts[1]]
  const [writer, reader] = fromFirm ? [house.adviser, me] : [me, house.adviser]
  const due = later(scene, 5, 30)
  const head = dice.pick(["Next steps:", "Action items", "To do:", "Open items:"])
  const sign = dice.pick(["- ", "* ", "• "])
  const upper = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)
  return {
    words: `${head}\n${sign}${given(reader)}: ${one} by ${written(due, dice)}\n${sign}${upper(two)} (${given(writer)})`,
    clients: [me],
    actions: [todo(one, reader, due), todo(two, writer, null)]
  }
}

const meetingSaid = (scene: Scene): Saying => {
  const day = later(scene, 4, 60)
  const said = written(day, scene.dice)
  return {
    words: scene.dice.pick([
      `Our next meeting is on ${said}.`,
      `Can we meet on ${said}?`,
      `The annual review is scheduled for ${said}.`,
      `I am free on ${said} after lunch.`,
      `See you on ${said}.`
    ]),
    meetings: [day]
  }
}

/** Each holds one phrase that needs a second look, of the category beside it. */
export const compliancePassages: readonly [readonly [string, string], ...ReadonlyArray<readonly [string, string]>] = [
  ["assured_result", "A colleague bought into a fund with guaranteed returns of 10%."],
  ["no_risk", "The brochure calls it completely risk-free."],
  ["no_risk", "He swears you can't lose money on it."],
  ["inside_information", "My neighbor claims to have inside information about the merger."],
  ["off_channel", "Please delete this email after reading."],
  ["assured_result", "They promise 12% every year, which sounds odd to me."],
  ["unreported_income", "He offered to pay me in cash, off the books."]
]

const complianceSaid = ({ dice }: Scene): Saying => {
  const [category, words] = dice.pick(compliancePassages)
  return { words, compliance: [category] }
}

const outsideSaid = ({ dice, house }: Scene): Saying =>
  dice.pick<() => Saying>([
    () => ({ words: `Our accountant, ${house.accountant}, has the numbers.`, outside: [[house.accountant, "accountant"]] }),
    () => ({ words: `${house.attorney}, our estate attorney, has seen the draft.`, outside: [[house.attorney, "attorney"]] }),
    () => ({ words: `The attorney ${house.attorney} has the original deed.`, outside: [[house.attorney, "attorney"]] })
  ])()

/** A mail without an event or an account says something too: none of this is a fact of the ontology. */
const chatter = ({ dice }: Scene): Saying => ({
  words: dice.pick([
    "The weather has been awful here and the dog hates it.",
    "Thanks again for the quick answer last time.",
    "It was good to hear your voice on the phone.",
    "The garden is finally coming along.",
    "Traffic on the bridge made us late for everything this week.",
    "We watched the game on Sunday and it was a disaster.",
    "The retirement account contribution limits went up again, I read.",
    "There is no guarantee of any result, of course."
  ])
})

export const sayings = { accountSaid, eventSaid, actionSaid, listSaid, meetingSaid, complianceSaid, outsideSaid, chatter }
