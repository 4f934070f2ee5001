import type { ClientId } from "@beep/kernel/ids"
import type { TrayCommand, TrayResult } from "@beep/runway/contract/hygiene/TrayCommand"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"
import { failureOf } from "../../api/ApiFailure.ts"
import { states } from "../../messages/app.ts"
import { hygiene as words } from "../../messages/hygiene.ts"

const doneWords = (command: TrayCommand, done: number): string => {
  switch (command.action) {
    case "review":
      return words.done.review(done)
    case "snooze":
      return words.done.snooze(done)
    case "undo":
    case "mark_fixed":
      return words.done.undo
  }
}

/** One command on issues. What was done says so with its way back; what was not says why, and nothing is lost. */
export const useTrayAct = (clientId: ClientId, onDone: () => void) => {
  const queries = useQueryClient()
  const act = useMutation({
    mutationFn: (command: TrayCommand) => callApi((client) => client.hygiene.act({ params: { clientId }, payload: command })),
    onSuccess: (result: TrayResult, command) => {
      const done = result.results.filter(({ outcome }) => outcome === "done")
      const refused = result.results.filter(({ outcome }) => outcome !== "done")
      const issues = done.flatMap(({ issue }) => (issue === null ? [] : [{ issueId: issue.issueId, version: issue.version }]))
      const text =
        refused.length === 0
          ? doneWords(command, done.length)
          : words.done.partly(
              done.length,
              result.results.length,
              [...new Set(refused.map(({ outcome }) => words.outcome(outcome)))].join(", ")
            )
      const undo =
        command.action === "undo" || issues.length === 0
          ? undefined
          : { label: words.undo, run: () => act.mutate({ action: "undo", issues }) }
      toast(text, undo)
      onDone()
    },
    onError: (error) => toast(words.failed(failureOf(error).kind, states.failed)),
    onSettled: () => queries.invalidateQueries({ queryKey: ["clients", clientId, "tray"] })
  })
  return act
}
