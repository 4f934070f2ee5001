/** The load generator in a process of its own, so that measuring does not wait for anything else. Plan in, result out. */
import autocannon from "autocannon"
import { Schema } from "effect"
import { LoadPlan, type LoadRequest } from "./LoadPlan.ts"

const plan = Schema.decodeUnknownSync(LoadPlan)(await Bun.stdin.json())
const millis: Array<number> = []
let next = 0

const { origin } = new URL(plan.url)
const requestOf = ({ body, path }: LoadRequest, cookie: string | undefined) => ({
  path,
  method: body === null ? "GET" : "POST",
  headers: {
    ...(cookie === undefined ? {} : { cookie }),
    ...(body === null ? {} : { "content-type": "application/json", origin })
  },
  ...(body === null ? {} : { body })
})

const running = autocannon(
  {
    url: plan.requests === undefined ? plan.url : origin,
    connections: plan.connections,
    duration: plan.seconds,
    setupClient: (client) => {
      const at = next++
      const cookie = plan.cookies[at % Math.max(1, plan.cookies.length)]
      if (plan.requests !== undefined) {
        const from = Math.floor((at * plan.requests.length) / plan.connections)
        const turned = [...plan.requests.slice(from), ...plan.requests.slice(0, from)]
        client.setRequests(turned.map((request) => requestOf(request, cookie)))
      } else if (cookie !== undefined) client.setHeaders({ cookie })
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
