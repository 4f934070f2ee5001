import type { Cursor } from "@beep/kernel/Page"

/** Where every list begins. */
export const firstPage = (): Cursor | null => null
