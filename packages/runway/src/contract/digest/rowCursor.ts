import { Cursor } from "@beep/kernel/Page"
import { Option, Schema } from "effect"

/** A position in the rows of one state of the books. */
const Position = Schema.fromJsonString(Schema.Tuple([Schema.String, Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))]))

export const rowCursor = (inputHash: string, offset: number): Cursor => Cursor.make(JSON.stringify([inputHash, offset]))

/** None when the text is not a cursor of ours. */
export const readRowCursor = (cursor: Cursor): Option.Option<{ readonly inputHash: string; readonly offset: number }> =>
  Option.map(Schema.decodeOption(Position)(cursor), ([inputHash, offset]) => ({ inputHash, offset }))
