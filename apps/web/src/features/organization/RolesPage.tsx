import { Cell, DataTable, HeadCell } from "@beep/ui/DataTable"
import { queryOptions, useQuery } from "@tanstack/react-query"
import { Check } from "lucide-react"
import { callApi } from "../../api/callApi.ts"
import { access as words } from "../../messages/access.ts"
import { members } from "../../messages/members.ts"
import { settings } from "../../messages/settings.ts"
import { Failed } from "../../shell/Failed.tsx"
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

/** The permission matrix as the server enforces it. */
export const RolesPage = () => {
  const matrix = useQuery(rolesQuery)
  if (matrix.isPending) return <SettingsSkeleton what={words.loadingRoles} />
  if (matrix.data === undefined) return <Failed error={matrix.error} onRetry={() => void matrix.refetch()} />
  const { capabilities, roles } = matrix.data
  return (
    <>
      {matrix.isError ? <KeptNotice error={matrix.error} /> : null}
      <p className="max-w-160 px-6 py-4 text-13 text-muted max-sm:px-4">{words.rolesText}</p>
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
              <th scope="row" className="h-9 border-b border-line px-2 pl-6 text-left font-normal max-sm:pl-4">
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
            <th scope="row" className="h-9 border-b border-line px-2 pl-6 text-left font-normal max-sm:pl-4">
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
    </>
  )
}
