import { Schema } from "effect"

/** What `public/early.js` asked before the scripts were there; null where nothing could be asked. */
const Early = Schema.Struct({
  fits: Schema.instanceOf(RegExp),
  answer: Schema.instanceOf(Promise<unknown>)
})
type Early = typeof Early.Type

const decode = Schema.decodeUnknownSync(Schema.Array(Early))

/**
 * A fetch whose first questions take the answers that are on their way already, each once. What changes something
 * changes what was answered: it drops the rest of them.
 */
export const withEarlyAnswers = (given: unknown, ask: typeof globalThis.fetch): typeof globalThis.fetch => {
  let waiting: ReadonlyArray<Early> = given === undefined ? [] : decode(given)
  const take = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    if (waiting.length === 0) return ask(input, init)
    if ((init?.method ?? "GET") !== "GET") {
      waiting = []
      return ask(input, init)
    }
    const { href, pathname, search } = new URL(input instanceof Request ? input.url : input, globalThis.location?.origin)
    const early = waiting.find(({ fits }) => fits.test(`${pathname}${search}`))
    if (early === undefined) return ask(input, init)
    waiting = waiting.filter((one) => one !== early)
    const answer = await early.answer
    return answer instanceof Response && answer.url === href ? answer : ask(input, init)
  }
  return Object.assign(take, ask)
}
