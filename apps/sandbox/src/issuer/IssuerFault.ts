import { Schema } from "effect"

/** What the next token is wrong in; one order, one token. */
export const IssuerFault = Schema.Literals([
  "wrong_nonce",
  "wrong_audience",
  "wrong_issuer",
  "expired",
  "foreign_signature",
  "no_id_token"
])
export type IssuerFault = typeof IssuerFault.Type
