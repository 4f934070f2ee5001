import { Schema } from "effect"

/**
 * How a member wants the screens. `listMode` is "auto" until the person chose: lists in place of
 * tables and charts on a narrow screen alone (runway.md 1.10).
 */
export const Preferences = Schema.Struct({
  listMode: Schema.Literals(["auto", "on", "off"]),
  rows: Schema.Literals(["comfortable", "compact"])
})
export type Preferences = typeof Preferences.Type
