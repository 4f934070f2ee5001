import { Schema } from "effect"
import { ClientListView } from "../ClientsApi.ts"

export const SavedViewId = Schema.String.check(Schema.isUUID()).pipe(Schema.brand("SavedViewId"))
export type SavedViewId = typeof SavedViewId.Type

/** One to sixty characters, none of them of control. */
export const SavedViewName = Schema.String.check(
  Schema.isPattern(/^[^\p{Cc}\p{Cs}]{1,60}$/u),
  Schema.makeFilter((name) => name.trim() === name && name !== "", { expected: "text without space around it" })
).pipe(Schema.brand("SavedViewName"))
export type SavedViewName = typeof SavedViewName.Type

/** A view of the list under a name, of one member. */
export const SavedView = Schema.Struct({
  viewId: SavedViewId,
  name: SavedViewName,
  search: ClientListView,
  version: Schema.Int
})
export type SavedView = typeof SavedView.Type

/** As many as a member may keep. */
export const savedViewLimit = 50
