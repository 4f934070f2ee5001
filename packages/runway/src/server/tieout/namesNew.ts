import type { TieOutResult } from "../../contract/tieout/TieOutResult.ts"

const named = (result: TieOutResult): ReadonlySet<string> =>
  new Set(
    result.sections.flatMap(({ entities, section }) =>
      entities.map(({ entityType, qboId }) => `${section}/${entityType}/${qboId ?? ""}`)
    )
  )

/**
 * Whether a certificate names somebody whom the last full comparison did not leave standing. Who differed after
 * it and still did on the certificate of before is known: reading everything again would find the same.
 */
export const namesNew = (
  result: TieOutResult,
  { before, compared }: { readonly before: TieOutResult | null; readonly compared: TieOutResult | null }
): boolean => {
  const left = compared === null ? new Set<string>() : named(compared)
  const still = before === null ? new Set<string>() : named(before)
  return [...named(result)].some((one) => !left.has(one) || !still.has(one))
}
