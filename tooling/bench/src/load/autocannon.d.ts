/** The part of `autocannon` 8 that is used; it brings no types. */
declare module "autocannon" {
  import type { EventEmitter } from "node:events"

  interface Request {
    readonly path: string
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
    readonly body?: string
  }
  interface Client {
    setHeaders(headers: Readonly<Record<string, string>>): void
    setRequests(requests: ReadonlyArray<Request>): void
  }
  interface Options {
    readonly url: string
    readonly connections: number
    readonly duration: number
    readonly setupClient: (client: Client) => void
  }
  interface Result {
    readonly duration: number
    readonly errors: number
    readonly timeouts: number
    readonly non2xx: number
  }
  function autocannon(options: Options, done: (error: Error | null, result: Result) => void): EventEmitter
  export default autocannon
}
