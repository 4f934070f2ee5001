import { Schema } from "effect"

const isRecord = Schema.is(Schema.Record(Schema.String, Schema.Unknown))

/**
 * Publishes the `requestId` that the server puts into every problem on its way out: those of the framework, an
 * unreadable request and a failed answer, do not name it themselves.
 */
export const withProblemRequestId = (document: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const { components } = document
  if (!isRecord(components) || !isRecord(components["schemas"])) return { ...document }
  const schemas = Object.entries(components["schemas"]).map(([name, schema]): readonly [string, unknown] => {
    const properties = isRecord(schema) ? schema["properties"] : undefined
    if (!isRecord(schema) || !isRecord(properties)) return [name, schema]
    const isProblem = "type" in properties && "status" in properties && "title" in properties && "instance" in properties
    return isProblem ? [name, { ...schema, properties: { requestId: { type: "string" }, ...properties } }] : [name, schema]
  })
  return { ...document, components: { ...components, schemas: Object.fromEntries(schemas) } }
}
