import { Effect, Option, Schema, Stream } from "effect"
import { Xml } from "effect/encoding"
import { exactJson } from "../contract/wire/exactJson.ts"

/** The first error of a refused call, whatever shape it came in. */
export interface WireFault {
  readonly code: string | null
  readonly message: string
  readonly detail: string
}

const Text = Schema.optionalKey(Schema.NullOr(Schema.String))
const dataApi = Schema.Struct({
  Fault: Schema.Struct({ Error: Schema.Array(Schema.Struct({ Message: Text, Detail: Text, code: Text })) })
})
const gateway = Schema.Struct({
  fault: Schema.Struct({ error: Schema.Array(Schema.Struct({ message: Text, detail: Text, code: Text })) })
})
const oauth = Schema.Struct({ error: Schema.String, error_description: Text })

const decodeDataApi = Schema.decodeUnknownOption(dataApi)
const decodeGateway = Schema.decodeUnknownOption(gateway)
const decodeOauth = Schema.decodeUnknownOption(oauth)

/** `003200` in a message and `3200` in a field are the same code. */
const codeOf = (code: string | null | undefined, message: string): string | null => {
  const found = code ?? /errorCode=(\d+)/.exec(message)?.[1]
  return found === undefined || found === "" ? null : found.replace(/^0+(?=\d)/, "")
}

const faultOf = (
  code: string | null | undefined,
  message: string | null | undefined,
  detail: string | null | undefined
): WireFault => ({
  code: codeOf(code, message ?? ""),
  message: message ?? "",
  detail: detail ?? ""
})

const fromJson = (body: unknown): Option.Option<WireFault> =>
  Option.firstSomeOf([
    Option.flatMap(
      decodeDataApi(body),
      ({
        Fault: {
          Error: [first]
        }
      }) => Option.map(Option.fromUndefinedOr(first), (error) => faultOf(error.code, error.Message, error.Detail))
    ),
    Option.flatMap(
      decodeGateway(body),
      ({
        fault: {
          error: [first]
        }
      }) => Option.map(Option.fromUndefinedOr(first), (error) => faultOf(error.code, error.message, error.detail))
    ),
    Option.map(decodeOauth(body), (answer) => faultOf(answer.error, answer.error, null))
  ])

const textOf = (error: Xml.Element, name: string): string => {
  const child = error.children.find((node) => typeof node !== "string" && node.name === name)
  return child === undefined || typeof child === "string"
    ? ""
    : child.children.filter((node) => typeof node === "string").join("")
}

const fromXml = (text: string): Effect.Effect<Option.Option<WireFault>> =>
  Stream.make(text).pipe(
    Stream.pipeThroughChannel(Xml.decodeString()),
    Stream.pipeThroughChannel(Xml.elements(["IntuitResponse", "Fault", "Error"])),
    Stream.runHead,
    Effect.map(Option.map((error) => faultOf(error.attributes["code"], textOf(error, "Message"), textOf(error, "Detail")))),
    Effect.catchTag("XmlError", () => Effect.succeedNone)
  )

/** None for an empty body, HTML, or anything else without an error in it. */
export const readWireFault = (body: string): Effect.Effect<Option.Option<WireFault>> =>
  body.trimStart().startsWith("<")
    ? fromXml(body)
    : Effect.try({ try: () => exactJson(body), catch: () => "not JSON" as const }).pipe(
        Effect.match({ onFailure: () => Option.none(), onSuccess: fromJson })
      )
