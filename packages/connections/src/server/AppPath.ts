import { Schema } from "effect"

/** A page of our own app that a consent leads back to; never an address from outside. */
export const AppPath = Schema.String.check(Schema.isPattern(/^(\/[a-z0-9-]+){1,8}$/)).pipe(Schema.brand("AppPath"))
export type AppPath = typeof AppPath.Type
