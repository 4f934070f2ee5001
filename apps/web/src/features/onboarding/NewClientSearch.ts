import { Schema } from "effect"

/** The key of the session to come stands in the address: a reload does not make a second client. */
export const NewClientSearch = Schema.Struct({ key: Schema.optionalKey(Schema.String.check(Schema.isUUID())) })
export type NewClientSearch = typeof NewClientSearch.Type
