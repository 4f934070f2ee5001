import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Button } from "@beep/ui/Button"
import { toast } from "@beep/ui/toast-store"
import { useMutation } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { Effect, Stream } from "effect"
import { Download } from "lucide-react"
import { callApi } from "../../api/callApi.ts"
import { auditLink as words } from "../../messages/organization.ts"
import { download } from "../../shell/download.ts"
import { FailureNotice } from "../../shell/FailureNotice.tsx"
import { Section } from "../settings/Section.tsx"

const Review = () => {
  const load = useMutation({
    mutationFn: () =>
      callApi((client) =>
        Effect.flatMap(client.organization.accessReview(), (bytes) => Stream.mkString(Stream.decodeText(bytes)))
      ),
    onSuccess: (table) => {
      download(words.file, "text/csv;charset=utf-8", table)
      toast(words.done)
    }
  })
  return (
    <Section title={words.review} text={words.reviewText}>
      {load.isError ? <FailureNotice error={load.error} /> : null}
      <Button unavailable={load.isPending} onClick={() => (load.isPending ? undefined : load.mutate())}>
        <Download aria-hidden="true" strokeWidth={1.5} />
        {load.isPending ? words.busy : words.download}
      </Button>
    </Section>
  )
}

/** Where the audit log is, and the table for the quarterly review. */
export const AuditPage = ({ me }: { readonly me: Me }) => (
  <>
    <Section title={words.log} text={words.logText}>
      <Button asChild>
        <Link to="/clients">{words.toClients}</Link>
      </Button>
    </Section>
    {me.capabilities.includes("organization.manage") ? <Review /> : null}
  </>
)
