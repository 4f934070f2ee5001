import type { LabelledMail } from "../labelled/LabelledMail.ts"
import { expectedGraph, type ExpectedGraph } from "./expectedGraph.ts"
import { generateMails } from "./generateMails.ts"
import { type House, houses } from "./households.ts"
import { dice } from "./random.ts"

export interface ExpectedHousehold {
  readonly name: string
  /** What the firm knows the family by. */
  readonly addresses: ReadonlyArray<string>
  /** Messages of each thread, most first. */
  readonly threads: ReadonlyArray<number>
  readonly documents: number
  readonly graph: ExpectedGraph
}

/** Mailboxes of a firm as they arrived, and what a reader of all of it would keep. */
export interface GeneratedMailbox {
  /** The advisers' own addresses: each has a mailbox. */
  readonly accounts: ReadonlyArray<string>
  readonly mails: ReadonlyArray<Uint8Array>
  readonly households: ReadonlyArray<ExpectedHousehold>
}

const firm = "alderfinch.example"
const encoder = new TextEncoder()

const localPart = (name: string): string => name.toLowerCase().replaceAll(" ", ".")

const addressOf = (house: House, name: string): string =>
  name === house.adviser ? `${localPart(name)}@${firm}` : `${localPart(name)}@${house.surname.toLowerCase()}-family.example`

const mailbox = (house: House, name: string): string => `${name} <${addressOf(house, name)}>`

/** Noon in New York, so that the day of a message is its day there; the minute keeps the order of one day. */
const dateOf = (date: string, at: number): string =>
  new Date(`${date}T17:${String(at % 60).padStart(2, "0")}:00.000Z`).toUTCString().replace("GMT", "+0000")

interface Placed {
  readonly mail: LabelledMail
  readonly id: string
  readonly thread: ReadonlyArray<string>
}

/** Letters of one house in the order of their days, each in a thread of its own or in answer to the one before. */
const threaded = (seed: number, mails: ReadonlyArray<LabelledMail>): ReadonlyArray<Placed> => {
  const random = dice(seed)
  const placed: Array<Placed> = []
  for (const mail of mails.toSorted((a, b) => a.date.localeCompare(b.date) || a.id.localeCompare(b.id))) {
    const before = placed.at(-1)
    const answers = before !== undefined && before.thread.length < 5 && random.chance(55)
    placed.push({ mail, id: `<${mail.id}@mail.example>`, thread: answers ? [...before.thread, before.id] : [] })
  }
  return placed
}

const bytesOf = (house: House, { mail, id, thread }: Placed, at: number): Uint8Array => {
  const subject = `${house.surname}, ${mail.date}`
  return encoder.encode(
    [
      `From: ${mailbox(house, mail.from)}`,
      `To: ${mail.to.map((name) => mailbox(house, name)).join(", ")}`,
      `Subject: ${thread.length === 0 ? "" : "Re: "}${subject}`,
      `Date: ${dateOf(mail.date, at)}`,
      `Message-ID: ${id}`,
      ...(thread.length === 0 ? [] : [`In-Reply-To: ${thread.at(-1)}`, `References: ${thread.join(" ")}`]),
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: 8bit",
      "",
      ...mail.body.split("\n")
    ].join("\r\n")
  )
}

const sizes = (placed: ReadonlyArray<Placed>): ReadonlyArray<number> =>
  [...Map.groupBy(placed, ({ id, thread }) => thread[0] ?? id).values()].map((thread) => thread.length).toSorted((a, b) => b - a)

/** `count` letters between twelve families and their two advisers; the same seed writes the same mailboxes. */
export const generateMailbox = (seed: number, count: number): GeneratedMailbox => {
  const mails = generateMails(seed, count)
  const households = houses.map((house, index) => {
    const placed = threaded(
      seed * 31 + index,
      mails.filter(({ household }) => household === `${house.surname} household`)
    )
    return { house, placed }
  })
  return {
    accounts: [...new Set(houses.map((house) => addressOf(house, house.adviser)))],
    mails: households.flatMap(({ house, placed }) => placed.map((one, at) => bytesOf(house, one, at))),
    households: households.map(({ house, placed }) => ({
      name: `${house.surname} household`,
      addresses: [house.first, house.second].map((name) => addressOf(house, name)),
      threads: sizes(placed),
      documents: placed.length,
      graph: expectedGraph(placed.map(({ mail }) => mail))
    }))
  }
}
