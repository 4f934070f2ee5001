import type { Digest } from "@beep/runway/contract/digest/Digest"
import { confidenceText, inputName } from "@beep/runway/contract/messages"
import type { SyncStatus } from "@beep/runway/contract/sync/SyncStatus"
import { Card } from "@beep/ui/Card"
import { Row, Rows } from "@beep/ui/Rows"
import { digest as words, sync } from "../../messages/digest.ts"
import { exactInstant } from "../../shell/times.ts"

/** How fresh and how complete the data is; nothing about how right a figure is. */
export const FreshnessCard = ({ digest, status }: { readonly digest: Digest; readonly status: SyncStatus | undefined }) => {
  const { dataAsOf, timezone, runway } = digest
  return (
    <Card title={words.freshness}>
      <Rows>
        <Row name={words.dataAsOf} amount={dataAsOf === null ? words.neverSynced : exactInstant(dataAsOf, timezone)} />
        <Row name={words.confidenceName} amount={words.confidenceWords[runway.confidence.level]} />
        {runway.confidence.reasons.map((reason) => (
          <Row key={reason} name={confidenceText[reason]} quiet wrap />
        ))}
        {status?.entities.map((entity) => (
          <Row
            key={entity.input}
            name={<span className="inline-block first-letter:uppercase">{inputName[entity.input]}</span>}
            when={entity.phase === "succeeded" ? sync.rows(entity.rows) : undefined}
            amount={words.phases[entity.phase]}
            quiet={entity.phase === "never"}
          />
        ))}
      </Rows>
    </Card>
  )
}
