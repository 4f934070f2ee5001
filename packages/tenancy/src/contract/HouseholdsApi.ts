import { NotFound, RoleForbidden, StaleObject, Unavailable } from "@beep/kernel/errors"
import { ClientId } from "@beep/kernel/ids"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { RequiredScope } from "@beep/kernel/Scope"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiError, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"
import { Authorization } from "./Authorization.ts"
import { Client, ClientName } from "./Client.ts"
import { Email, EmailInput } from "./Email.ts"

const params = { clientId: ClientId }

/** The most addresses one client may have. */
export const maxAddresses = 100

const Addresses = Schema.Array(EmailInput).check(Schema.isMaxLength(maxAddresses))

/** Addresses the client is known to write from, in the order of the alphabet. */
export const ClientContacts = Schema.Struct({ clientId: ClientId, addresses: Schema.Array(Email) })
export type ClientContacts = typeof ClientContacts.Type

/**
 * Some of the addresses are known for other clients the caller sees. Nothing was changed: mail in which such an
 * address takes part would wait for a person. `place` counts in the request, so that no address is repeated.
 */
export class AddressesElsewhere extends HttpApiError.Problem<AddressesElsewhere>()(
  "AddressesElsewhere",
  {
    type: "urn:beep:problem:addresses-elsewhere",
    status: 409,
    title: "An address is known for another client"
  },
  {
    requestId: Schema.optionalKey(Schema.String),
    taken: Schema.Array(Schema.Struct({ place: Schema.Int, clientIds: Schema.Array(ClientId) }))
  }
) {}

/** `expected` are the addresses the caller saw; `allowShared` keeps those that another client has too. */
export const ContactsChange = Schema.Struct({
  addresses: Addresses,
  expected: Schema.optionalKey(Addresses),
  allowShared: Schema.optionalKey(Schema.Boolean)
})
export type ContactsChange = typeof ContactsChange.Type

/** Households are brought in by name; by their known addresses mail is filed. */
export class HouseholdsGroup extends HttpApiGroup.make("households")
  .add(
    HttpApiEndpoint.post("create", "/api/advisor/households", {
      payload: Schema.Struct({ name: ClientName, timezone: TimeZoneName, addresses: Addresses }),
      success: Client,
      error: [RoleForbidden, Unavailable]
    }).annotate(RequiredScope, "clients.manage"),
    HttpApiEndpoint.get("contacts", "/api/advisor/clients/:clientId/contacts", {
      params,
      success: ClientContacts,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "clients.read"),
    /** In place of those known before. Mail that is filed stays where it is. */
    HttpApiEndpoint.put("changeContacts", "/api/advisor/clients/:clientId/contacts", {
      params,
      payload: ContactsChange,
      success: ClientContacts,
      error: [NotFound, AddressesElsewhere, StaleObject, Unavailable]
    }).annotate(RequiredScope, "clients.manage")
  )
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const HouseholdsLocalApi = HttpApi.make("beep").add(HouseholdsGroup)
