import type { ClientId } from "@beep/kernel/ids"
import type { TimeZoneName } from "@beep/kernel/LocalDate"
import { Card } from "@beep/ui/Card"
import { KeyValues } from "@beep/ui/KeyValues"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { hygiene as words } from "../../messages/hygiene.ts"
import { exactInstant } from "../../shell/times.ts"
import { useAt } from "./AtContext.ts"
import { hygieneQuery } from "./queries.ts"

/** What stands to be fixed in the books as of the last scan that was known; nothing before the first. The way to the issues leads to those of today. */
export const HygieneCard = ({ clientId, timezone }: { readonly clientId: ClientId; readonly timezone: TimeZoneName }) => {
  const at = useAt()
  const standing = useQuery(hygieneQuery(clientId, at)).data?.standing
  if (standing === undefined || standing === null) return null
  return (
    <Card
      title={words.tab}
      foot={
        <>
          <span>{words.scanned(exactInstant(standing.scannedAt, timezone))}</span>
          {at === undefined ? (
            <Link
              to="/clients/$clientId/hygiene"
              params={{ clientId }}
              className="ml-auto rounded-chip font-medium text-brand-text hover:underline hover:underline-offset-3"
            >
              {words.openAll}
            </Link>
          ) : null}
        </>
      }
    >
      <KeyValues
        items={[
          { name: words.score, value: `${standing.score}, ${words.level(standing.level)}` },
          { name: words.severity.critical, value: standing.critical },
          { name: words.severity.high, value: standing.high }
        ]}
      />
    </Card>
  )
}
