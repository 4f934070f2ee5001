import { Effect } from "effect"
import { HttpApiBuilder } from "effect/http-api"
import { HouseholdsLocalApi } from "../contract/HouseholdsApi.ts"
import { ClientContacts } from "./ClientContacts.ts"

export const householdsHandlers = HttpApiBuilder.group(
  HouseholdsLocalApi,
  "households",
  Effect.fn(function* (handlers) {
    const contacts = yield* ClientContacts
    return handlers.handleAll({
      create: ({ payload }) => contacts.createHousehold(payload),
      contacts: ({ params }) => contacts.list(params.clientId),
      changeContacts: ({ params, payload }) => contacts.change(params.clientId, payload)
    })
  })
)
