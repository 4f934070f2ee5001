import type { Reach } from "./table.ts"

const isServiceTag = (subpath: string): boolean =>
  /^server\/([a-z-]+\/)?[A-Z][A-Za-z]*$/.test(subpath) && !/(Layer|Repo|Handlers)$/.test(subpath)

const isInternal = (subpath: string): boolean => /(^|\/)internal(\/|$)/.test(subpath)

/** Whether a subpath of a room (`contract/Digest`, `server/internal/Rows`) lies within what may be seen of it. */
export const within = (reach: Reach, subpath: string): boolean => {
  if (isInternal(subpath)) return false
  if (reach === "all") return true
  const contract = subpath.startsWith("contract/")
  if (reach === "contract") return contract
  if (reach === "service") return contract || isServiceTag(subpath)
  if (reach === "server") return contract || subpath.startsWith("server/")
  if (reach === "testing") return contract || subpath.startsWith("testing/")
  return reach.some((one) => (one.endsWith("/*") ? subpath.startsWith(one.slice(0, -1)) : one === subpath))
}
