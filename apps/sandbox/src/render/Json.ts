/** A JSON number by its digits, so that amounts are written as they are held. */
export class Digits {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export type Json = string | boolean | null | Digits | ReadonlyArray<Json> | { readonly [key: string]: Json | undefined }

const isList = (value: Json): value is ReadonlyArray<Json> => Array.isArray(value)

export const isObject = (value: Json | undefined): value is { readonly [key: string]: Json | undefined } =>
  typeof value === "object" && value !== null && !isList(value) && !(value instanceof Digits)

/** Members that are `undefined` are left out. */
export const renderJson = (value: Json): string => {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value)
  if (value instanceof Digits) return value.text
  if (isList(value)) return `[${value.map(renderJson).join(",")}]`
  return `{${Object.entries(value)
    .flatMap(([key, member]) => (member === undefined ? [] : [`${JSON.stringify(key)}:${renderJson(member)}`]))
    .join(",")}}`
}
