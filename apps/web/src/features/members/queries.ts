import type { ClientId, MemberId } from "@beep/kernel/ids"
import { type Cursor, pageSize } from "@beep/kernel/Page"
import { queryOptions } from "@tanstack/react-query"
import { callApi } from "../../api/callApi.ts"
import { firstPage } from "../../api/firstPage.ts"

export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => callApi((client) => client.members.list(), signal),
  select: ({ members }) => members
})

export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: ({ signal }) => callApi((client) => client.members.invitations(), signal)
})

export interface AssignmentsOf {
  readonly memberId?: MemberId | undefined
  readonly clientId?: ClientId | undefined
}

export const assignmentsKey = ["assignments"] as const

export const assignmentsQuery = ({ memberId, clientId }: AssignmentsOf) =>
  queryOptions({
    queryKey: [...assignmentsKey, memberId ?? "", clientId ?? ""],
    queryFn: ({ signal }) =>
      callApi(
        (client) =>
          client.members.assignments({
            query: { ...(memberId === undefined ? {} : { memberId }), ...(clientId === undefined ? {} : { clientId }) }
          }),
        signal
      ),
    select: ({ assignments }) => assignments
  })

export interface NamedClient {
  readonly clientId: ClientId
  readonly name: string
}

/** Every client the caller sees, by name: for choosing among them, and to put names to ids. */
export const clientNamesQuery = (advisorId: MemberId) =>
  queryOptions({
    queryKey: ["clients", "names", advisorId],
    queryFn: async ({ signal }) => {
      const found: Array<NamedClient> = []
      let cursor: Cursor | null = firstPage()
      do {
        const at: Cursor | null = cursor
        const page = await callApi(
          (client) =>
            client.clients.list({
              params: { advisorId },
              query: { sort: "name", limit: pageSize.max, ...(at === null ? {} : { cursor: at }) }
            }),
          signal
        )
        for (const { clientId, name } of page.items) found.push({ clientId, name })
        cursor = page.nextCursor
      } while (cursor !== null)
      return found
    }
  })
