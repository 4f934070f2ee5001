import type { ClientId } from "@beep/kernel/ids"
import type { AddressesElsewhere, ClientContacts, ContactsChange } from "@beep/tenancy/contract/HouseholdsApi"
import { queryOptions } from "@tanstack/react-query"
import { Effect } from "effect"
import { callApi } from "../../api/callApi.ts"

export const contactsQuery = (clientId: ClientId) =>
  queryOptions({
    queryKey: ["clients", clientId, "contacts"],
    queryFn: ({ signal }) => callApi((client) => client.households.contacts({ params: { clientId } }), signal)
  })

/** What a change came to: addresses that other clients have are a person's to decide, not a failure. */
export type ContactsAnswer =
  | { readonly is: "saved"; readonly contacts: ClientContacts }
  | { readonly is: "shared"; readonly taken: AddressesElsewhere["taken"] }

export const changeContacts = (clientId: ClientId, payload: ContactsChange): Promise<ContactsAnswer> =>
  callApi((client) =>
    client.households.changeContacts({ params: { clientId }, payload }).pipe(
      Effect.map((contacts): ContactsAnswer => ({ is: "saved", contacts })),
      Effect.catchTag("AddressesElsewhere", ({ taken }) => Effect.succeed<ContactsAnswer>({ is: "shared", taken }))
    )
  )
