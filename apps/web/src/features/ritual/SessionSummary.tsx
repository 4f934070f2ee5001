import type { ClientDetail } from "@beep/runway/contract/ClientsApi"
import { Button } from "@beep/ui/Button"
import { CopyButton } from "@beep/ui/CopyButton"
import { KeyValues } from "@beep/ui/KeyValues"
import { ModalSheet } from "@beep/ui/ModalSheet"
import { useQuery } from "@tanstack/react-query"
import { ClipboardList } from "lucide-react"
import { useState } from "react"
import { app } from "../../messages/app.ts"
import { ritual as words } from "../../messages/ritual.ts"
import { Failed } from "../../shell/Failed.tsx"
import { useCommand } from "../../shell/shortcuts.ts"
import { exactInstant } from "../../shell/times.ts"
import { clientRitualQuery } from "./queries.ts"
import { sessionText } from "./sessionText.ts"

const Summary = ({ detail }: { readonly detail: ClientDetail }) => {
  const ritual = useQuery(clientRitualQuery(detail.clientId))
  if (ritual.isError) return <Failed error={ritual.error} onRetry={() => void ritual.refetch()} />
  if (ritual.data === undefined) return <p role="status">{words.loading}</p>
  const { firstViewAt, lastActionAt, seconds } = ritual.data
  const at = (instant: typeof firstViewAt) => (instant === null ? words.none : exactInstant(instant, detail.timezone))
  const text = sessionText(detail, ritual.data)
  return (
    <div className="grid gap-3">
      <KeyValues
        items={[
          { name: words.time, value: words.duration(seconds) },
          { name: words.firstView, value: at(firstViewAt) },
          { name: words.lastAction, value: at(lastActionAt) }
        ]}
      />
      <pre
        aria-label={words.text}
        tabIndex={0}
        className="max-h-72 overflow-auto rounded-control border border-line bg-sunken p-3 font-sans text-12 whitespace-pre-wrap"
      >
        {text}
      </pre>
      <CopyButton text={text} label={words.copy} copiedLabel={words.copied} failedLabel={words.notCopied} />
    </div>
  )
}

/** The caller's week with this client, to be copied for its owner. */
export const SessionSummary = ({ detail }: { readonly detail: ClientDetail }) => {
  const [open, setOpen] = useState(false)
  useCommand("summary", () => setOpen(true))
  return (
    <>
      <Button size="small" aria-haspopup="dialog" aria-keyshortcuts="s" onClick={() => setOpen(true)}>
        <ClipboardList aria-hidden="true" strokeWidth={1.5} />
        <span className="max-sm:sr-only">{words.summary}</span>
      </Button>
      <ModalSheet open={open} onClose={() => setOpen(false)} title={words.summaryOf(detail.name)} closeLabel={app.close}>
        {open ? <Summary detail={detail} /> : null}
      </ModalSheet>
    </>
  )
}
