import { NotFound, RoleForbidden, Unavailable } from "@beep/kernel/errors"
import { ClientId } from "@beep/kernel/ids"
import { TimeZoneName } from "@beep/kernel/LocalDate"
import { RequiredScope } from "@beep/kernel/Scope"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiMiddleware } from "effect/http-api"
import { Authorization } from "./Authorization.ts"
import { Client, ClientName } from "./Client.ts"
import { Email, EmailInput } from "./Email.ts"

const params = { clientId: ClientId }

/** The most addresses one client may have. */
const maxAddresses = 100

const Addresses = Schema.Array(EmailInput).check(Schema.isMaxLength(maxAddresses))

/** Addresses the client is known to write from, in the order of the alphabet. */
export const ClientContacts = Schema.Struct({ clientId: ClientId, addresses: Schema.Array(Email) })
export type ClientContacts = typeof ClientContacts.Type

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
      payload: Schema.Struct({ addresses: Addresses }),
      success: ClientContacts,
      error: [NotFound, Unavailable]
    }).annotate(RequiredScope, "clients.manage")
  )
  .middleware(Authorization)
  .middleware(HttpApiMiddleware.ProblemDetails) {}

export const HouseholdsLocalApi = HttpApi.make("beep").add(HouseholdsGroup)
