import { DocumentId } from "@beep/kernel/ids"
import { Cursor } from "@beep/kernel/Page"
import { Option, Result, Schema } from "effect"
import { Base64Url } from "effect/encoding"

const decodeId = Schema.decodeUnknownOption(DocumentId)

/** Document ids sort by the time they were received, so the last one seen is the position. */
export const cursorAfter = (id: DocumentId): Cursor => Cursor.make(Base64Url.encode(id))

export const positionOf = (cursor: Cursor): Option.Option<DocumentId> =>
  Option.flatMap(Result.getSuccess(Base64Url.decodeString(cursor)), decodeId)
