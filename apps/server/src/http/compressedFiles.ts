import { Effect, Option } from "effect"
import { type HttpServerError, HttpServerRequest, HttpServerResponse } from "effect/http"
import { pathOf } from "./pathOf.ts"

/** What the build lays beside a file (`apps/web/compressed.ts`), the smaller one first. */
const encodings = [
  { name: "br", suffix: ".br" },
  { name: "gzip", suffix: ".gz" }
] as const

const types: ReadonlyArray<readonly [RegExp, string]> = [
  [/^\/assets\/[^/]+\.js$/, "text/javascript; charset=utf-8"],
  [/^\/assets\/[^/]+\.css$/, "text/css; charset=utf-8"],
  [/^\/assets\/[^/]+\.svg$/, "image/svg+xml"]
]

const accepts = (request: HttpServerRequest.HttpServerRequest, name: string): boolean =>
  (request.headers["accept-encoding"] ?? "")
    .split(",")
    .map((part) => part.trim().split(";"))
    .some(([coding, quality]) => coding === name && !/^\s*q=0(?:\.0*)?$/.test(quality ?? ""))

type Files = Effect.Effect<
  HttpServerResponse.HttpServerResponse,
  HttpServerError.HttpServerError,
  HttpServerRequest.HttpServerRequest
>

/**
 * Files of the build as they were compressed by it, where the browser accepts that. A part of a file is a part of the plain
 * one; a file without a compressed one beside it is served plain.
 */
export const preferCompressed = (files: Files): Files =>
  Effect.gen(function* () {
    const request = yield* HttpServerRequest.HttpServerRequest
    const path = pathOf(request.originalUrl)
    const type = types.find(([pattern]) => pattern.test(path))?.[1]
    if (type === undefined) return yield* files
    const plain = Effect.map(files, HttpServerResponse.setHeader("vary", "accept-encoding"))
    if (request.headers["range"] !== undefined) return yield* plain
    for (const { name, suffix } of encodings) {
      if (!accepts(request, name)) continue
      const found = yield* files.pipe(
        Effect.provideService(HttpServerRequest.HttpServerRequest, request.modify({ url: `${path}${suffix}` })),
        Effect.map(Option.some),
        Effect.catchReason("HttpServerError", "RouteNotFound", () => Effect.succeedNone)
      )
      if (Option.isSome(found))
        return HttpServerResponse.setHeaders(found.value, {
          "content-type": type,
          "content-encoding": name,
          vary: "accept-encoding"
        })
    }
    return yield* plain
  })
