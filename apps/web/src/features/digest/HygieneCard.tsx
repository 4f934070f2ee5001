import type { ClientId } from "@beep/kernel/ids"
import { Card } from "@beep/ui/Card"
import { KeyValues } from "@beep/ui/KeyValues"
import { useInfiniteQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { hygiene as words } from "../../messages/hygiene.ts"
import { exactInstant } from "../../shell/times.ts"
import { trayQuery } from "../hygiene/queries.ts"

/** What stands to be fixed in the books as of the last scan; of a past day it is not kept, so it is not shown there. */
export const HygieneCard = ({ clientId }: { readonly clientId: ClientId }) => {
  const query = useInfiniteQuery(trayQuery(clientId, { view: "standing", severity: undefined }))
  const tray = query.data?.pages[0]
  if (tray === undefined || tray.scannedAt === null) return null
  return (
    <Card
      title={words.tab}
      foot={
        <>
          <span>{words.scanned(exactInstant(tray.scannedAt, tray.timezone))}</span>
          <Link
            to="/clients/$clientId/hygiene"
            params={{ clientId }}
            className="ml-auto rounded-chip font-medium text-brand-text hover:underline hover:underline-offset-3"
          >
            {words.openAll}
          </Link>
        </>
      }
    >
      <KeyValues
        items={[
          {
            name: words.score,
            value: tray.score === null ? words.noScore : `${tray.score.score}, ${words.level(tray.score.level)}`
          },
          { name: words.severity.critical, value: tray.counts.critical },
          { name: words.severity.high, value: tray.counts.high }
        ]}
      />
    </Card>
  )
}
