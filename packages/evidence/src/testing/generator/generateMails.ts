import { addDays, LocalDate } from "@beep/kernel/LocalDate"
import { type LabelledMail, labelled } from "../labelled/LabelledMail.ts"
import { houses } from "./households.ts"
import { dice } from "./random.ts"
import { type Saying, sayings, type Scene } from "./sayings.ts"

const firstDay = LocalDate.make("2026-01-05")

const given = (name: string): string => name.split(" ")[0] ?? name

const distinct = <A>(list: ReadonlyArray<A>): ReadonlyArray<A> => [
  ...new Map(list.map((one) => [JSON.stringify(one), one])).values()
]

/** Mails of twelve households with what they say, from one seed. */
export const generateMails = (seed: number, count: number): ReadonlyArray<LabelledMail> =>
  Array.from({ length: count }, (_, index) => {
    const random = dice(seed * 100_003 + index)
    const house = houses[index % houses.length] ?? houses[0]
    const fromFirm = random.chance(35)
    const [me, spouse] = random.chance(60) ? [house.first, house.second] : [house.second, house.first]
    const date = addDays(firstDay, random.roll(300))
    const scene: Scene = { dice: random, house, me, spouse, date, fromFirm }
    const [writer, reader] = fromFirm ? [house.adviser, me] : [me, house.adviser]
    const middle: Array<Saying> = []
    const add = (percent: number, say: (scene: Scene) => Saying) => {
      if (random.chance(percent)) middle.push(say(scene))
    }
    add(40, sayings.chatter)
    add(55, sayings.accountSaid)
    add(50, sayings.eventSaid)
    add(70, sayings.actionSaid)
    add(35, sayings.outsideSaid)
    add(30, sayings.meetingSaid)
    add(15, sayings.complianceSaid)
    add(20, sayings.listSaid)
    if (middle.length === 0) middle.push(sayings.chatter(scene))
    const greeting = random.pick([
      `Hi ${given(reader)},`,
      `Dear ${given(reader)},`,
      `${given(reader)},`,
      `Hello ${given(reader)},`
    ])
    const signature = random.pick([given(writer), writer, `Best,\n${given(writer)}`, `Thanks,\n${writer}`])
    const own = [greeting, ...middle.map(({ words }) => words), signature].join("\n\n")
    const quote = `On ${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)}, ${reader} wrote:\n> I will send the old statement by tomorrow.\n> Please sign the agreement.`
    const quotes = random.chance(20)
    const all = <A>(of: (saying: Saying) => ReadonlyArray<A> | undefined): ReadonlyArray<A> =>
      distinct(middle.flatMap((one) => of(one) ?? []))
    const [clientSide, firmSide] = fromFirm ? [reader, writer] : [writer, reader]
    const outside = all((one) => one.outside)
    return labelled({
      id: `g${seed}-${index}`,
      household: `${house.surname} household`,
      from: writer,
      to: [reader],
      date,
      body: quotes ? `${own}\n\n${quote}` : own,
      clients: distinct([clientSide, ...all((one) => one.clients)]),
      outside: [[firmSide, "contact"], ...outside],
      accounts: all((one) => one.accounts),
      events: all((one) => one.events),
      actions: middle.flatMap((one) => one.actions ?? []),
      meetings: all((one) => one.meetings),
      compliance: all((one) => one.compliance),
      kin: all((one) => one.kin)
    })
  })
