import type { LabelledMail } from "../labelled/LabelledMail.ts"
import { compliancePassages } from "./sayings.ts"

/** Each list is sorted and holds a thing once; a person is written by the full name. */
export interface ExpectedGraph {
  /** `Client Gareth Hollis`, `Account 1180`, `ActionItem send the rmd worksheet`. */
  readonly entities: ReadonlyArray<string>
  /** `Gareth Hollis ownsAccount 1180`. */
  readonly edges: ReadonlyArray<string>
}

const once = (list: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(list)].toSorted()

/** The fullest name the letters give: who is only ever called "Tess" is known as Tess. */
const called =
  (mails: ReadonlyArray<LabelledMail>) =>
  (name: string): string =>
    mails.some(({ from, to, body }) => from === name || to.includes(name) || body.includes(name))
      ? name
      : (name.split(" ")[0] ?? name)

/**
 * What all letters of one family say together, by the rules of counting that
 * `specs/decisions/knowledge-graph.md` gives: a person, an account by its last four,
 * an event of one person, a task by its words, a meeting by its day and a phrase by
 * its words are each one thing, however often they are said. To the household
 * belong who writes or is written to under its name, and who is called a child of one.
 */
export const expectedGraph = (mails: ReadonlyArray<LabelledMail>): ExpectedGraph => {
  const name = called(mails)
  const clients = once(mails.flatMap((mail) => mail.clients))
  const partners = mails.flatMap(({ from, to }) => [from, ...to])
  const children = mails.flatMap(({ kin }) => kin.map(([, , child]) => child))
  const members = clients.filter((one) => partners.includes(one) || children.includes(one))
  const [household = ""] = mails.map((mail) => mail.household)
  const professional = mails.flatMap(({ outside }) => outside.filter(([, role]) => role !== "contact").map(([who]) => who))
  return {
    entities: once([
      `Household ${household}`,
      ...clients.map((one) => `Client ${name(one)}`),
      ...mails.flatMap(({ outside }) => outside.map(([who]) => `Person ${who}`)),
      ...mails.flatMap(({ accounts }) => accounts.map(({ lastFour }) => `Account ${lastFour}`)),
      ...mails.flatMap(({ events }) => events.map(([subtype, who]) => `LifeEvent ${subtype} ${name(who)}`)),
      ...mails.flatMap(({ actions }) => actions.map(({ what }) => `ActionItem ${what.toLowerCase()}`)),
      ...mails.flatMap(({ meetings }) => meetings.map((day) => `Meeting ${day}`)),
      ...mails.flatMap(({ body }) =>
        compliancePassages.flatMap(([category, words]) =>
          body.includes(words) ? [`CompliancePhrase ${category}: ${words}`] : []
        )
      )
    ]),
    edges: once([
      ...members.map((one) => `${name(one)} belongsToHousehold ${household}`),
      ...mails.flatMap(({ accounts }) => accounts.map(({ owner, lastFour }) => `${owner} ownsAccount ${lastFour}`)),
      ...mails.flatMap(({ events }) => events.map(([subtype, who]) => `${name(who)} experiencedEvent ${subtype} ${name(who)}`)),
      ...mails.flatMap(({ actions }) => actions.map(({ owner, what }) => `${what.toLowerCase()} assignedTo ${owner}`)),
      ...mails.flatMap(({ kin }) => kin.map(([one, how, other]) => `${name(one)} ${how} ${name(other)}`)),
      ...professional.map((who) => `${who} worksWith ${household}`)
    ])
  }
}
