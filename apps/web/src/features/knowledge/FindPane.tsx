import type { GraphView } from "@beep/evidence/contract/graph/Graph"
import type { QueryResult } from "@beep/evidence/contract/graph/Query"
import type { Ontology } from "@beep/evidence/contract/ontology/Ontology"
import type { ClientId } from "@beep/kernel/ids"
import { Button } from "@beep/ui/Button"
import { SearchField } from "@beep/ui/SearchField"
import { Skeleton } from "@beep/ui/Skeleton"
import { Link } from "@tanstack/react-router"
import { useRef, useState } from "react"
import { knowledge } from "../../messages/knowledge.ts"
import { Failed } from "../../shell/Failed.tsx"
import { Loading } from "../../shell/Loading.tsx"
import { useCommand } from "../../shell/shortcuts.ts"
import { FoundPane } from "./FoundPane.tsx"
import type { KnowledgeSearch } from "./KnowledgeSearch.ts"
import { MailStanding } from "./MailStanding.tsx"
import { ThreadList } from "./ThreadList.tsx"
import { TypeFilter } from "./TypeFilter.tsx"

export interface FindPaneProps {
  readonly clientId: ClientId
  readonly search: KnowledgeSearch
  /** Whether the caller may manage the mailboxes mail comes from. */
  readonly mayFile: boolean
  readonly view: GraphView
  readonly ontology: Ontology
  readonly found: QueryResult | undefined
  readonly failed: { readonly error: unknown; readonly retry: () => void } | undefined
  readonly words: string
  readonly onFind: (words: string) => void
}

/** The words of a search, what they found, and otherwise the household's threads. */
export const FindPane = ({ clientId, failed, found, mayFile, onFind, ontology, search, view, words }: FindPaneProps) => {
  const [typed, setTyped] = useState(words)
  const field = useRef<HTMLInputElement>(null)
  useCommand("search", () => field.current?.focus())
  return (
    <section aria-labelledby="find" className="min-w-0 lg:overflow-y-auto">
      <h2 id="find" className="sr-only">
        {knowledge.find}
      </h2>
      <form
        role="search"
        className="flex min-h-13 items-center gap-2 border-b border-line px-4"
        onSubmit={(event) => {
          event.preventDefault()
          onFind(typed.trim())
        }}
      >
        <SearchField
          ref={field}
          label={knowledge.search}
          placeholder={knowledge.search}
          shortcut="/"
          maxLength={400}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          className="min-w-0 flex-1"
        />
        <Button type="submit" size="small" className="sr-only focus:not-sr-only">
          {knowledge.searchButton}
        </Button>
      </form>
      <div className="flex flex-wrap items-center gap-x-3 px-4 pt-2">
        {mayFile ? <MailStanding clientId={clientId} /> : null}
        <Link
          to="/clients/$clientId/contacts"
          params={{ clientId }}
          className="ml-auto inline-flex min-h-6 items-center rounded-chip text-12 text-brand-text hover:underline"
        >
          {knowledge.addresses}
        </Link>
      </div>
      {words === "" ? null : (
        <div className="px-4 pt-2">
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              setTyped("")
              onFind("")
            }}
          >
            {knowledge.clear}
          </Button>
        </div>
      )}
      {failed !== undefined ? (
        <Failed error={failed.error} onRetry={failed.retry} />
      ) : words === "" ? (
        <ThreadList clientId={clientId} search={search} mayFile={mayFile} />
      ) : found === undefined ? (
        <Loading what={knowledge.searching}>
          <Skeleton className="m-4 h-24" />
        </Loading>
      ) : (
        <FoundPane clientId={clientId} found={found} search={search} />
      )}
      <TypeFilter entities={view.entities} ontology={ontology} search={search} />
    </section>
  )
}
