import { Schema } from "effect"

/**
 * Why the way back from Intuit did not connect: the value of `?connect_error=`.
 * `refused` also stands for a company that is connected elsewhere: the two look the same.
 */
export const ConnectError = Schema.Literals(["denied", "expired", "refused", "different_company", "unavailable"])
export type ConnectError = typeof ConnectError.Type
