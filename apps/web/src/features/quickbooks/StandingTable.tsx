import type { QuickBooksStanding } from "@beep/runway/contract/books/QuickBooksStanding"
import { Cell, DataTable, HeadCell } from "@beep/ui/DataTable"
import { KeyValues } from "@beep/ui/KeyValues"
import { Link } from "@tanstack/react-router"
import type { DateTime } from "effect"
import { quickbooks as words } from "../../messages/quickbooks.ts"
import { ComparedMark, LinkMark, SyncedMark } from "./StandingMarks.tsx"

export interface StandingsProps {
  readonly standings: ReadonlyArray<QuickBooksStanding>
  /** Metered calls of this month by client; undefined while they are not known. */
  readonly reads: ReadonlyMap<string, number> | undefined
  readonly now: DateTime.Utc
}

const Name = ({ standing }: { readonly standing: QuickBooksStanding }) => (
  <Link
    to="/clients/$clientId/digest"
    params={{ clientId: standing.clientId }}
    className="rounded-chip font-medium hover:underline hover:underline-offset-3"
  >
    {standing.name}
  </Link>
)

const readsText = ({ reads }: StandingsProps, standing: QuickBooksStanding): string =>
  reads === undefined ? words.none : (reads.get(standing.clientId) ?? 0).toLocaleString("en-US")

export const StandingTable = (props: StandingsProps) => (
  <DataTable label={words.clients}>
    <thead>
      <tr>
        <HeadCell>{words.columns.client}</HeadCell>
        <HeadCell>{words.columns.connection}</HeadCell>
        <HeadCell>{words.columns.synced}</HeadCell>
        <HeadCell>{words.columns.compared}</HeadCell>
        <HeadCell numeric>{words.columns.calls}</HeadCell>
      </tr>
    </thead>
    <tbody>
      {props.standings.map((standing) => (
        <tr key={standing.clientId} className="hover:bg-sunken">
          <Cell>
            <Name standing={standing} />
          </Cell>
          <Cell>
            <LinkMark standing={standing} />
          </Cell>
          <Cell className="tabular-nums">
            <SyncedMark standing={standing} now={props.now} />
          </Cell>
          <Cell className="tabular-nums">
            <ComparedMark standing={standing} now={props.now} />
          </Cell>
          <Cell numeric>{readsText(props, standing)}</Cell>
        </tr>
      ))}
    </tbody>
  </DataTable>
)

/** The same as cards, in the same order. */
export const StandingCards = (props: StandingsProps) => (
  <ul aria-label={words.clients} className="border-t border-line">
    {props.standings.map((standing) => (
      <li key={standing.clientId} className="grid gap-1.5 border-b border-line px-6 py-3 text-13 max-sm:px-4">
        <h3 className="text-14">
          <Name standing={standing} />
        </h3>
        <KeyValues
          items={[
            { name: words.columns.connection, value: <LinkMark standing={standing} /> },
            { name: words.columns.synced, value: <SyncedMark standing={standing} now={props.now} /> },
            { name: words.columns.compared, value: <ComparedMark standing={standing} now={props.now} /> },
            { name: words.columns.calls, value: readsText(props, standing) }
          ]}
        />
      </li>
    ))}
  </ul>
)
