/** An object as decoded, beside the exact text QuickBooks sent for it. */
export interface Mirrored<out A> {
  readonly value: A
  readonly raw: string
}
