import { Schema } from "effect"

/** Purpose under which the vault seals the names of a certificate: part of what the ciphertext is bound to. */
export const namesPurpose = "tieout.names"

const Names = Schema.fromJsonString(Schema.Array(Schema.String))

export const encodeNames: (names: ReadonlyArray<string>) => string = Schema.encodeSync(Names)
export const decodeNames = Schema.decodeEffect(Names)
