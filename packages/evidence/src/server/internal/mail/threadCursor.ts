import { Cursor } from "@beep/kernel/Page"
import { Option, Result, Schema } from "effect"
import { Base64Url } from "effect/encoding"
import { ThreadId } from "../../../contract/mail/MailThread.ts"

/** The last thread seen, by the order of the list; the instant is epoch milliseconds that a date can hold. */
export const ThreadPosition = Schema.Tuple([
  Schema.Int.check(Schema.isBetween({ minimum: -62_135_596_800_000, maximum: 253_402_300_799_999 })),
  ThreadId
])
export type ThreadPosition = typeof ThreadPosition.Type

const Json = Schema.fromJsonString(ThreadPosition)
const encode = Schema.encodeSync(Json)
const decode = Schema.decodeUnknownOption(Json)

export const threadCursor = (position: ThreadPosition): Cursor => Cursor.make(Base64Url.encode(encode(position)))

/** None when the text is not a cursor of ours. */
export const readThreadCursor = (cursor: Cursor): Option.Option<ThreadPosition> =>
  Option.flatMap(Result.getSuccess(Base64Url.decodeString(cursor)), decode)
