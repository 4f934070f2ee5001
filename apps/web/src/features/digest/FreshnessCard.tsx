import type { Digest } from "@beep/runway/contract/digest/Digest"
import { confidenceText, inputName } from "@beep/runway/contract/messages"
import type { SyncStatus } from "@beep/runway/contract/sync/SyncStatus"
import { Card } from "@beep/ui/Card"
import { classes } from "@beep/ui/classes"
import { Row, Rows } from "@beep/ui/Rows"
import type { DateTime } from "effect"
import { digest as words, sync } from "../../messages/digest.ts"
import { exactInstant } from "../../shell/times.ts"
import { AgeOf } from "./AgeOf.tsx"

const syncedOf = ({ entities }: SyncStatus): [done: number, total: number, rows: number] => {
  const done = entities.filter((entity) => entity.phase === "succeeded")
  return [done.length, entities.length, done.reduce((sum, entity) => sum + entity.rows, 0)]
}

/** How fresh and how complete the data is; nothing about how right a figure is. */
export const FreshnessCard = ({
  digest,
  status,
  then
}: {
  readonly digest: Digest
  readonly status: SyncStatus | undefined
  /** Of a past digest, when it was known. */
  readonly then: DateTime.Utc | undefined
}) => {
  const { ages, dataAsOf, nextSync, timezone, runway } = digest
  const aged = [
    { name: words.cash, of: ages.cash },
    { name: words.bills, of: ages.bills },
    { name: words.invoices, of: ages.invoices },
    { name: words.outflow, of: ages.outflow }
  ]
  return (
    <Card className="md:col-span-2" title={words.freshness}>
      <div className="grid content-start gap-x-8 md:grid-cols-2">
        <Rows>
          <Row wrap name={words.dataAsOf} amount={dataAsOf === null ? words.neverSynced : exactInstant(dataAsOf, timezone)} />
          {nextSync === null ? null : (
            <Row wrap name={then === undefined ? words.nextSync : words.nextSyncThen} amount={exactInstant(nextSync, timezone)} />
          )}
          {aged.map(({ name, of }) =>
            of === null ? null : <Row key={name} name={name} amount={<AgeOf of={of} timezone={timezone} then={then} />} />
          )}
          <Row name={words.confidenceName} amount={words.confidenceWords[runway.confidence.level]} />
          {runway.confidence.reasons.map((reason) => (
            <Row key={reason} name={confidenceText[reason]} quiet wrap />
          ))}
        </Rows>
        {status === undefined || status.entities.length === 0 ? null : (
          <div className="@container">
            <Rows>
              <Row name={words.inputs} amount={words.inputsSynced(...syncedOf(status))} />
            </Rows>
            <ul className="grid gap-x-4 text-12 @min-[18.5rem]:grid-cols-2">
              {status.entities.map((entity) => (
                <li
                  key={entity.input}
                  className={classes("flex gap-2 border-t border-line py-1.5", entity.phase === "never" && "text-muted")}
                >
                  <span className="min-w-0 flex-1 truncate first-letter:uppercase" title={inputName[entity.input]}>
                    {inputName[entity.input]}
                  </span>
                  <span className="whitespace-nowrap text-muted tabular-nums">
                    {entity.phase === "succeeded" ? sync.rows(entity.rows) : words.phases[entity.phase]}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Card>
  )
}
