import type { ClientId } from "@beep/kernel/ids"
import type { WriteBack, WriteBackList } from "@beep/runway/contract/writeback/WriteBack"
import { isEnded } from "@beep/runway/contract/writeback/WriteState"
import { toast } from "@beep/ui/toast-store"
import { useQueryClient } from "@tanstack/react-query"
import { useEffect, useRef } from "react"
import { hygiene } from "../../messages/hygiene.ts"
import { writes as words } from "../../messages/writes.ts"
import { useUndoWrite } from "./useUndoWrite.ts"
import { whatText } from "./writeWords.ts"

const steps = ({ writes }: WriteBackList): ReadonlyMap<string, WriteBack["state"]> =>
  new Map(writes.map(({ state, writeId }) => [writeId, state]))

/** Says once how a write ended that was on its way while the page was open, and reads the list again at each step. */
export const useWriteEndings = (clientId: ClientId, list: WriteBackList | undefined): void => {
  const queries = useQueryClient()
  const undo = useUndoWrite(clientId)
  const before = useRef<ReadonlyMap<string, WriteBack["state"]>>(undefined)
  const takeBack = useRef(undo.mutate)
  useEffect(() => {
    takeBack.current = undo.mutate
  })
  useEffect(() => {
    if (list === undefined) return
    const known = before.current
    before.current = steps(list)
    if (known === undefined) return
    const moved = list.writes.filter(({ state, writeId }) => known.has(writeId) && known.get(writeId) !== state)
    if (moved.length === 0) return
    void queries.invalidateQueries({ queryKey: ["clients", clientId, "tray"] })
    const [last] = moved.filter(({ state }) => isEnded(state) && state !== "cancelled")
    if (last === undefined) return
    const what = whatText(last)
    if (last.state === "confirmed")
      toast(
        words.confirmed(what),
        last.undo === "inverse" ? { label: hygiene.undo, run: () => takeBack.current(last.writeId) } : undefined
      )
    else toast(words.ended(what, words.state[last.state]))
  }, [clientId, list, queries])
}
