import { maxUploadBytes } from "@beep/evidence/contract/DocumentTooLarge"
import type { ClientId } from "@beep/kernel/ids"
import { FileDrop } from "@beep/ui/FileDrop"
import { Notice } from "@beep/ui/Notice"
import { toast } from "@beep/ui/toast-store"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { TriangleAlert } from "lucide-react"
import { ApiFailure, failureOf } from "../../api/ApiFailure.ts"
import { callApi } from "../../api/callApi.ts"
import { states } from "../../messages/app.ts"
import { evidence } from "../../messages/evidence.ts"
import { documentsKey } from "./queries.ts"

const reasonOf = (failure: ApiFailure): string =>
  failure.kind === "too_large"
    ? evidence.tooLarge
    : failure.kind === "invalid"
      ? evidence.notAMessage
      : `${evidence.failed} ${states.failed[failure.kind]}`

export const DocumentUpload = ({ clientId }: { readonly clientId: ClientId }) => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const add = useMutation({
    mutationFn: async (file: File) => {
      if (!file.name.toLowerCase().endsWith(".eml")) throw new ApiFailure("invalid")
      if (file.size > maxUploadBytes) throw new ApiFailure("too_large")
      const payload = new Uint8Array(await file.arrayBuffer())
      return callApi((client) => client.evidence.ingestDocument({ params: { clientId }, payload }))
    },
    onSuccess: async (receipt) => {
      toast(
        receipt.outcome === "created" || receipt.outcome === "new_version"
          ? evidence.outcome[receipt.outcome](receipt.mentionCount)
          : evidence.outcome[receipt.outcome]
      )
      await queries.invalidateQueries({ queryKey: documentsKey(clientId) })
      await queries.invalidateQueries({ queryKey: ["clients", clientId, "document", receipt.documentId] })
      await navigate({ to: ".", search: { document: receipt.documentId } })
    }
  })
  const failure = add.isError ? failureOf(add.error) : undefined
  return (
    <div className="grid gap-2">
      <FileDrop
        accept=".eml,message/rfc822"
        busy={add.isPending}
        text={add.isPending ? evidence.upload.reading(add.variables.name) : evidence.upload.text}
        button={add.isPending ? evidence.upload.busy : evidence.upload.button}
        onFile={(file) => add.mutate(file)}
      />
      {failure === undefined ? null : (
        <Notice tone="bad" role="alert" icon={<TriangleAlert strokeWidth={1.5} />}>
          {reasonOf(failure)}
          {failure.requestId === undefined ? null : (
            <p className="mt-1 text-12">
              {states.request} <span className="font-mono break-all">{failure.requestId}</span>
            </p>
          )}
        </Notice>
      )}
    </div>
  )
}
