import { rawAt, rawElements } from "@beep/quickbooks/contract/wire/rawJson"
import { Schema } from "effect"

/** One recorded call; `body` is the answer's exact text. */
export interface Exchange {
  readonly method: string
  /** Under `/v3/company/{realm}/`. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly status: number
  readonly body: string
}

const Recorded = Schema.Struct({
  request: Schema.Struct({ method: Schema.String, uri: Schema.String }),
  response: Schema.Struct({ status: Schema.Int })
})
const decode = Schema.decodeUnknownSync(Schema.fromJsonString(Recorded))

const afterCompany = /^\/v3\/company\/[^/]+\//

/** Reads a file of recorded exchanges; calls outside a company are left out. */
export const exchangesOf = (text: string): ReadonlyArray<Exchange> =>
  rawElements(text).flatMap((raw) => {
    const { request, response } = decode(raw)
    const url = new URL(request.uri)
    if (!afterCompany.test(url.pathname)) return []
    const params = Object.fromEntries(url.searchParams)
    delete params["minorversion"]
    return [
      {
        method: request.method,
        path: url.pathname.replace(afterCompany, ""),
        params,
        status: response.status,
        body: rawAt(raw, ["response", "body"]) ?? ""
      }
    ]
  })
