import { ConnectError } from "@beep/connections/contract/ConnectError"
import { ClientListView } from "@beep/runway/contract/ClientsApi"
import { Schema } from "effect"

/** What of the list stands in the address: its view, in the words of the contract. */
export const ClientsSearch = Schema.Struct({
  ...ClientListView.fields,
  /** How a connection attempt ended that belongs to no client. */
  connect_error: Schema.optionalKey(ConnectError)
})
export type ClientsSearch = typeof ClientsSearch.Type

/** The view alone. */
export const viewOf = ({ connect_error: _, ...view }: ClientsSearch): ClientListView => view

/** One word of a view changed; `undefined` and an empty text take it out. */
export const changed = (
  view: ClientListView,
  change: { readonly [K in keyof ClientListView]?: ClientListView[K] | undefined }
) => {
  const next: { -readonly [K in keyof ClientListView]?: ClientListView[K] | undefined } = { ...view, ...change }
  return Object.fromEntries(
    Object.entries(next).filter(([, value]) => value !== undefined && value !== "")
  ) satisfies ClientListView
}

const filters = Object.keys(ClientListView.fields).filter((name) => name !== "sort")

export const isFiltered = (view: ClientListView): boolean => Object.keys(view).some((name) => filters.includes(name))
