import { ClientId } from "@beep/kernel/ids"
import { Cursor } from "@beep/kernel/Page"
import { Option, Schema } from "effect"
import { ClientSort } from "../../../contract/ClientsApi.ts"

/** The sort key of a row, made by the database: [group, number, name, id]. A forged one must not make the database raise. */
export const ListKey = Schema.Tuple([
  Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 9 })),
  Schema.Finite,
  Schema.String.check(
    Schema.makeFilter((name) => name.isWellFormed() && !name.includes("\u0000"), { expected: "text that PostgreSQL can hold" })
  ),
  ClientId
])
export type ListKey = typeof ListKey.Type

const Position = Schema.fromJsonString(Schema.Tuple([ClientSort, ListKey]))

export const listCursor = (sort: ClientSort, key: ListKey): Cursor => Cursor.make(Schema.encodeSync(Position)([sort, key]))

/** None when the text is not a cursor of ours, or was made by another order. */
export const readListCursor = (cursor: Cursor, sort: ClientSort): Option.Option<ListKey> =>
  Option.flatMap(Schema.decodeOption(Position)(cursor), ([made, key]) => (made === sort ? Option.some(key) : Option.none()))
