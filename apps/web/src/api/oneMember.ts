import type { QueryClient } from "@tanstack/react-query"
import { meQuery } from "./session.ts"

const [me] = meQuery.queryKey

/**
 * Every window of a browser has the same session cookie. Where another member signs in, in this window or in one
 * beside it, what stands here is somebody else's: `beginAnew` is called, once.
 */
export const oneMember = (queries: QueryClient, beginAnew: () => void): void => {
  const windows = new BroadcastChannel("beep.member")
  let mine: string | undefined
  queries.getQueryCache().subscribe(({ query, type }) => {
    if (query.queryKey[0] !== me) return
    if (type === "removed") mine = undefined
    const memberId = queries.getQueryData(meQuery.queryKey)?.memberId
    if (type !== "updated" || memberId === undefined || memberId === mine) return
    const isAnother = mine !== undefined
    mine = memberId
    windows.postMessage(memberId)
    if (isAnother) beginAnew()
  })
  windows.addEventListener("message", ({ data }) => {
    if (mine !== undefined && data !== mine) beginAnew()
  })
}
