import { MemberId } from "@beep/kernel/ids"
import { useQuery } from "@tanstack/react-query"
import { createFileRoute, Link, notFound } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import { MemberPage } from "../../../../features/members/MemberPage.tsx"
import { membersQuery } from "../../../../features/members/queries.ts"
import { SettingsFrame } from "../../../../features/settings/SettingsFrame.tsx"
import { useMe } from "../../../../features/settings/useMe.ts"
import { settings } from "../../../../messages/settings.ts"

const decodeId = Schema.decodeUnknownOption(MemberId)

const Page = () => {
  const me = useMe()
  const { memberId } = Route.useParams()
  const members = useQuery(membersQuery)
  const name = members.data?.find((one) => one.memberId === memberId)?.name
  return (
    <SettingsFrame
      me={me}
      page="members"
      inside={{
        title: name ?? settings.pages.members,
        parent: <Link to="/settings/members">{settings.pages.members}</Link>
      }}
    >
      <MemberPage me={me} memberId={memberId} />
    </SettingsFrame>
  )
}

export const Route = createFileRoute("/_app/settings/members/$memberId")({
  params: {
    parse: ({ memberId }) => {
      const id = decodeId(memberId)
      if (Option.isNone(id)) throw notFound()
      return { memberId: id.value }
    },
    stringify: ({ memberId }) => ({ memberId })
  },
  component: Page
})
