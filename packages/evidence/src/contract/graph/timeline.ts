/** One value of one thing, as some mail said it. */
export interface Stated<Id> {
  readonly id: Id
  /** When standing mail said so, epoch milliseconds, in any order; empty when none stands. */
  readonly saidAt: ReadonlyArray<number>
}

export interface Standing<Id> {
  readonly id: Id
  readonly state: "current" | "superseded" | "contradicted" | "stale"
  readonly validFrom: number | null
  readonly validTo: number | null
}

const day = (millis: number): number => Math.floor(millis / 86_400_000)

/**
 * What holds of values of which a thing has one at a time, by the dates of the
 * messages and never by the order they arrived in: the value said last holds, an
 * earlier one is superseded from then on, and two said last on one day contradict
 * each other until later mail says one of them.
 */
export const timeline = <Id>(statements: ReadonlyArray<Stated<Id>>): ReadonlyArray<Standing<Id>> => {
  const standing = statements.filter(({ saidAt }) => saidAt.length > 0)
  const lastOf = ({ saidAt }: Stated<Id>) => Math.max(...saidAt)
  const latest = standing.length === 0 ? null : Math.max(...standing.map(lastOf))
  const winners = latest === null ? [] : standing.filter((one) => day(lastOf(one)) === day(latest))
  return statements.map((one) => {
    if (one.saidAt.length === 0 || latest === null) return { id: one.id, state: "stale", validFrom: null, validTo: null }
    const validFrom = Math.min(...one.saidAt)
    if (winners.includes(one))
      return { id: one.id, state: winners.length === 1 ? "current" : "contradicted", validFrom, validTo: null }
    const last = lastOf(one)
    const next = Math.min(...standing.filter((other) => other !== one).flatMap(({ saidAt }) => saidAt.filter((at) => at > last)))
    return { id: one.id, state: "superseded", validFrom, validTo: Number.isFinite(next) ? next : latest }
  })
}

/** Values of which a thing may have many: each stands while some mail that says it does. */
export const gathered = <Id>(statements: ReadonlyArray<Stated<Id>>): ReadonlyArray<Standing<Id>> =>
  statements.map(({ id, saidAt }) =>
    saidAt.length === 0
      ? { id, state: "stale", validFrom: null, validTo: null }
      : { id, state: "current", validFrom: Math.min(...saidAt), validTo: null }
  )
