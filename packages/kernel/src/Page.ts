import { Schema } from "effect"

/** Opaque position after the last item seen; made by the server, never by a client. */
export const Cursor = Schema.String.check(Schema.isBetweenLength(1, 512)).pipe(Schema.brand("Cursor"))
export type Cursor = typeof Cursor.Type

export const pageSize = { default: 50, max: 100 } as const

/** `?limit=`: 1 to {@link pageSize.max}. */
export const Limit = Schema.FiniteFromString.check(Schema.isInt(), Schema.isBetween({ minimum: 1, maximum: pageSize.max }))

/** `{ items, nextCursor }`; `nextCursor` is null on the last page. */
export const Page = <S extends Schema.Constraint>(item: S) =>
  Schema.Struct({ items: Schema.Array(item), nextCursor: Schema.NullOr(Cursor) })
