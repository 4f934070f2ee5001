declare global {
  interface JSON {
    /** Text that `stringify` writes as it is. */
    rawJSON: (text: string) => unknown
  }
}

/** A JSON number by its digits, so that amounts are written as they are held. */
export class Digits {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toJSON(): unknown {
    return JSON.rawJSON(this.text)
  }
}

export type Json = string | boolean | null | Digits | ReadonlyArray<Json> | { readonly [key: string]: Json | undefined }

const isList = (value: Json): value is ReadonlyArray<Json> => Array.isArray(value)

export const isObject = (value: Json | undefined): value is { readonly [key: string]: Json | undefined } =>
  typeof value === "object" && value !== null && !isList(value) && !(value instanceof Digits)

/** Members that are `undefined` are left out. */
export const renderJson = (value: Json): string => JSON.stringify(value)
