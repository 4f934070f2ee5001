import { Effect, JsonSchema, Schema, SchemaRepresentation } from "effect"
import { type Answer, call } from "./http.ts"

const Content = Schema.Record(Schema.String, Schema.Struct({ schema: Schema.Record(Schema.String, Schema.Unknown) }))

const Published = Schema.Struct({
  openapi: Schema.String,
  paths: Schema.Record(
    Schema.String,
    Schema.Record(
      Schema.String,
      Schema.Struct({
        responses: Schema.Record(Schema.String, Schema.Struct({ content: Schema.optionalKey(Content) }))
      })
    )
  ),
  components: Schema.Struct({ schemas: Schema.Record(Schema.String, Schema.Record(Schema.String, Schema.Unknown)) })
})

/**
 * The document this server publishes, read as somebody reads it who has nothing else: `holds` fails where an answer is not
 * what it promises for that address, method and status, a field too many included.
 */
export const published = Effect.map(
  Effect.flatMap(call("/api/openapi.json"), ({ json }) => Schema.decodeUnknownEffect(Published)(json)),
  ({ components, openapi, paths }) => ({
    openapi,
    holds: Effect.fnUntraced(function* (method: string, path: string, { headers, json, status }: Answer) {
      const [type = ""] = (headers.get("content-type") ?? "").split(";")
      const schema = paths[path]?.[method]?.responses[String(status)]?.content?.[type]?.schema
      if (schema === undefined) return yield* Effect.die(new Error(`${method} ${path} ${status} ${type} is not published`))
      const document = JsonSchema.fromSchemaOpenApi3_1({ ...schema, $defs: components.schemas })
      const told = SchemaRepresentation.fromJsonSchemaDocument(document, { patterns: "apply" })
      return yield* Schema.decodeUnknownEffect(Schema.make<Schema.Codec<unknown>>(told.ast))(json, { onExcessProperty: "error" })
    })
  })
)
