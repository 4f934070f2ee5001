import type { Roles } from "@beep/tenancy/contract/OrganizationApi"
import { Cell, DataTable, HeadCell } from "@beep/ui/DataTable"
import { queryOptions, useQuery } from "@tanstack/react-query"
import { Check } from "lucide-react"
import { callApi } from "../../api/callApi.ts"
import { access as words } from "../../messages/access.ts"
import { members } from "../../messages/members.ts"
import { settings } from "../../messages/settings.ts"
import { Failed } from "../../shell/Failed.tsx"
import { useListMode } from "../../shell/listMode.ts"
import { KeptNotice } from "../settings/KeptNotice.tsx"
import { SettingsSkeleton } from "../settings/SettingsSkeleton.tsx"

const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: ({ signal }) => callApi((client) => client.organization.roles(), signal)
})

const Held = ({ held }: { readonly held: boolean }) =>
  held ? (
    <>
      <Check aria-hidden="true" className="mx-auto size-4 text-success" strokeWidth={2} />
      <span className="sr-only">{words.yes}</span>
    </>
  ) : (
    <span className="sr-only">{words.no}</span>
  )

const Matrix = ({ matrix: { capabilities, roles } }: { readonly matrix: Roles }) => (
  <DataTable label={settings.pages.roles} className="min-w-180">
    <thead>
      <tr>
        <HeadCell>{words.allows}</HeadCell>
        {roles.map(({ role }) => (
          <HeadCell key={role} className="w-24 text-center!">
            {members.roles[role]}
          </HeadCell>
        ))}
        <HeadCell className="w-24 text-center!">{words.keys}</HeadCell>
      </tr>
    </thead>
    <tbody>
      {capabilities.map(({ capability, forKeys, roles: holders }) => (
        <tr key={capability} className="hover:bg-sunken">
          <th scope="row" className="h-9 border-b border-line py-1.5 pr-2 pl-6 text-left font-normal">
            {words.capabilities[capability]}
          </th>
          {roles.map(({ role }) => (
            <Cell key={role} className="text-center">
              <Held held={holders.includes(role)} />
            </Cell>
          ))}
          <Cell className="text-center">
            <Held held={forKeys} />
          </Cell>
        </tr>
      ))}
      <tr>
        <th scope="row" className="h-9 border-b border-line py-1.5 pr-2 pl-6 text-left font-normal">
          {words.reach}
        </th>
        {roles.map(({ role, clients }) => (
          <Cell key={role} className="text-center text-12 text-muted">
            {words.reaches[clients]}
          </Cell>
        ))}
        <Cell className="text-center text-12 text-muted">{words.reaches.assigned}</Cell>
      </tr>
    </tbody>
  </DataTable>
)

/** The same, capability by capability, with the roles in words. */
const Cards = ({ matrix: { capabilities, roles } }: { readonly matrix: Roles }) => (
  <ul aria-label={settings.pages.roles} className="border-t border-line text-13">
    {capabilities.map(({ capability, forKeys, roles: holders }) => (
      <li key={capability} className="grid gap-0.5 border-b border-line px-6 py-2 max-sm:px-4">
        <p className="font-medium">{words.capabilities[capability]}</p>
        <p className="text-muted">
          {[...holders.map((role) => members.roles[role]), ...(forKeys ? [words.keys] : [])].join(", ")}
        </p>
      </li>
    ))}
    <li className="grid gap-0.5 border-b border-line px-6 py-2 max-sm:px-4">
      <p className="font-medium">{words.reach}</p>
      {roles.map(({ role, clients }) => (
        <p key={role} className="text-muted">
          {members.roles[role]}: {words.reaches[clients].toLowerCase()}
        </p>
      ))}
    </li>
  </ul>
)

/** The permission matrix as the server enforces it. */
export const RolesPage = () => {
  const matrix = useQuery(rolesQuery)
  const asList = useListMode()
  if (matrix.isPending) return <SettingsSkeleton what={words.loadingRoles} />
  if (matrix.data === undefined) return <Failed error={matrix.error} onRetry={() => void matrix.refetch()} />
  return (
    <>
      {matrix.isError ? <KeptNotice error={matrix.error} /> : null}
      <p className="max-w-160 px-6 py-4 text-13 text-muted max-sm:px-4">{words.rolesText}</p>
      {asList ? <Cards matrix={matrix.data} /> : <Matrix matrix={matrix.data} />}
    </>
  )
}
