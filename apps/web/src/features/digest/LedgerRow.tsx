import type { ClientId } from "@beep/kernel/ids"
import type { TimeZoneName } from "@beep/kernel/LocalDate"
import { Button } from "@beep/ui/Button"
import { KeyValues } from "@beep/ui/KeyValues"
import { Notice } from "@beep/ui/Notice"
import { Skeleton } from "@beep/ui/Skeleton"
import { useQuery } from "@tanstack/react-query"
import { ExternalLink, Trash2 } from "lucide-react"
import { derivation as words } from "../../messages/digest.ts"
import { Failed } from "../../shell/Failed.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { exactInstant } from "../../shell/times.ts"
import { useAt } from "./AtContext.ts"
import type { RowPlace } from "./DigestSearch.ts"
import { LedgerLines } from "./LedgerLines.tsx"
import { recordQuery } from "./queries.ts"
import { currencyOf, shownFacts } from "./recordFacts.ts"

/** One row of the books: its fields as mirrored, and the way to it in QuickBooks, naming the company. */
export const LedgerRow = ({
  clientId,
  timezone,
  place
}: {
  readonly clientId: ClientId
  readonly timezone: TimeZoneName
  readonly place: RowPlace
}) => {
  const query = useQuery(recordQuery(clientId, place, useAt()))
  if (query.isPending) {
    return (
      <Loading what={words.loadingRow}>
        <div className="grid gap-3">
          {[0, 1, 2, 3, 4, 5].map((line) => (
            <Skeleton key={line} className="h-5 w-full" />
          ))}
        </div>
      </Loading>
    )
  }
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  const record = query.data
  return (
    <>
      <h3 className="text-16 font-semibold">{record.title}</h3>
      {record.deletedAt === null ? null : (
        <Notice tone="warn" icon={<Trash2 strokeWidth={1.5} />}>
          {words.deleted}, {exactInstant(record.deletedAt, timezone)}
        </Notice>
      )}
      <KeyValues items={shownFacts(record.facts)} />
      {record.lines.length === 0 ? null : <LedgerLines lines={record.lines} currency={currencyOf(record.facts)} />}
      <div className="border-t border-line pt-3">
        <KeyValues
          items={[
            { name: words.version, value: record.version },
            ...(record.qboUpdatedAt === null
              ? []
              : [{ name: words.changed, value: exactInstant(record.qboUpdatedAt, timezone) }]),
            { name: words.mirrored, value: exactInstant(record.mirroredAt, timezone) }
          ]}
        />
      </div>
      {record.deepLink === null ? null : (
        <div className="grid justify-items-start gap-1">
          <Button asChild className="h-auto! min-h-8 max-w-full py-1 whitespace-normal!">
            <a href={record.deepLink} target="_blank" rel="noreferrer">
              {words.open(record.clientName)}
              <ExternalLink aria-hidden="true" strokeWidth={1.5} />
            </a>
          </Button>
          <p className="text-12 text-muted">{words.opensElsewhere}</p>
        </div>
      )}
    </>
  )
}
