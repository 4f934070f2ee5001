import { type Redacted, Schema } from "effect"

/** The id of a QuickBooks company; a token works for one realm only. */
export const RealmId = Schema.String.check(Schema.isPattern(/^\d{1,20}$/)).pipe(Schema.brand("RealmId"))
export type RealmId = typeof RealmId.Type

export interface Credentials {
  readonly realmId: RealmId
  readonly accessToken: Redacted.Redacted
}
