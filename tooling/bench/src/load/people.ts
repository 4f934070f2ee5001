/**
 * People instead of connections without a pause, in a process of its own: each asks at fixed moments, whether the last answer
 * came or not, and a time counts from the moment the question was due: an answer that comes late delays nobody's clock.
 * Plan in on standard input, result out.
 */
import { Schema } from "effect"
import { PeoplePlan, type PeopleResult } from "./PeoplePlan.ts"

const plan = Schema.decodeUnknownSync(PeoplePlan)(await Bun.stdin.json())
const asks = Math.floor((plan.seconds * 1000) / plan.everyMillis)
const result: { -readonly [K in keyof PeopleResult]: PeopleResult[K] } & { answers: Array<{ kind: string; millis: number }> } = {
  errors: 0,
  non2xx: 0,
  answers: []
}
const began = performance.now() + 200
const until = (moment: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, moment - performance.now())))

const ask = async (cookie: string, kind: string, url: string, due: number) => {
  try {
    const response = await fetch(url, { headers: { cookie }, signal: AbortSignal.timeout(plan.timeoutMillis) })
    await response.arrayBuffer()
    if (!response.ok) result.non2xx++
    result.answers.push({ kind, millis: performance.now() - due })
  } catch {
    result.errors++
  }
}

await Promise.all(
  plan.people.map(async ({ cookie, reads }, person) => {
    const asked: Array<Promise<void>> = []
    for (let n = 0; n < asks; n++) {
      // Spread over the interval: people do not ask in step.
      const due = began + (n + person / plan.people.length) * plan.everyMillis
      await until(due)
      const read = reads[n % reads.length]
      if (read !== undefined) asked.push(ask(cookie, read.kind, read.url, due))
    }
    await Promise.all(asked)
  })
)
process.stdout.write(JSON.stringify(result))
