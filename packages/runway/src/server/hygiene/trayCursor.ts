import { Cursor } from "@beep/kernel/Page"
import { Option, Schema } from "effect"
import { IssueId } from "../../contract/hygiene/HygieneIssue.ts"
import { BasicKey } from "../internal/hygiene/IssueRows.ts"

/** A position in the basic order by its key, in a smart one by the issue before it. */
const Position = Schema.fromJsonString(
  Schema.Union([
    Schema.Tuple([Schema.Literal("basic"), BasicKey]),
    Schema.Tuple([Schema.Literal("priority"), IssueId]),
    Schema.Tuple([Schema.Literal("runway_days"), IssueId])
  ])
)
export type TrayPosition = typeof Position.Type

export const trayCursor = (position: TrayPosition): Cursor => Cursor.make(Schema.encodeSync(Position)(position))

/** None when the text is not a cursor of ours. */
export const readTrayCursor = (cursor: Cursor): Option.Option<TrayPosition> => Schema.decodeOption(Position)(cursor)
