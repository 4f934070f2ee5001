import type { PiiType } from "../../contract/pii/PiiFound.ts"

export interface PiiLine {
  readonly text: string
  /** Contacts of the client, as the product knows them when it redacts. */
  readonly known: ReadonlyArray<string>
  readonly spans: ReadonlyArray<{ readonly type: PiiType; readonly value: string }>
}

type Label = readonly [PiiType, string]

const isLabel = (one: Label | { readonly known: ReadonlyArray<string> }): one is Label => Array.isArray(one)

export const line = (text: string, ...rest: ReadonlyArray<Label | { readonly known: ReadonlyArray<string> }>): PiiLine => ({
  text,
  known: rest.flatMap((one) => (isLabel(one) ? [] : one.known)),
  spans: rest.flatMap((one) => (isLabel(one) ? [{ type: one[0], value: one[1] }] : []))
})
