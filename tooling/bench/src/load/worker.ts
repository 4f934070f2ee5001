/** The load generator in a process of its own, so that measuring does not wait for anything else. Plan in, result out. */
import autocannon from "autocannon"
import { Schema } from "effect"
import { LoadPlan } from "./LoadPlan.ts"

const plan = Schema.decodeUnknownSync(LoadPlan)(await Bun.stdin.json())
const millis: Array<number> = []
let next = 0

const running = autocannon(
  {
    url: plan.url,
    connections: plan.connections,
    duration: plan.seconds,
    setupClient: (client) => {
      const cookie = plan.cookies[next++ % Math.max(1, plan.cookies.length)]
      if (cookie !== undefined) client.setHeaders({ cookie })
    }
  },
  (error, result) => {
    if (error !== null) throw error
    const { duration, errors, non2xx, timeouts } = result
    process.stdout.write(JSON.stringify({ seconds: duration, errors, timeouts, non2xx, millis }))
  }
)
running.on("response", (_client: unknown, _status: number, _bytes: number, millisTaken: number) => {
  millis.push(millisTaken)
})
