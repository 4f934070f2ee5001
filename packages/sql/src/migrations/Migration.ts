import { Schema } from "effect"

/** One entry of the catalogue; `checksum` is the SHA-256 of the file in hex. */
export const Migration = Schema.Struct({
  id: Schema.Int,
  name: Schema.String,
  owner: Schema.String,
  checksum: Schema.String
})
export type Migration = typeof Migration.Type

/** `0002_audit.sql` */
export const fileName = (migration: { readonly id: number; readonly name: string }): string =>
  `${String(migration.id).padStart(4, "0")}_${migration.name}.sql`
