import { rolesOf } from "@beep/kernel/Scope"
import type { ClientId } from "@beep/kernel/ids"
import type { DigestActivity } from "@beep/runway/contract/digest/DigestActivity"
import type { Me } from "@beep/tenancy/contract/AuthApi"
import { Card } from "@beep/ui/Card"
import { Row, Rows } from "@beep/ui/Rows"
import { Link } from "@tanstack/react-router"
import { audit } from "../../messages/audit.ts"
import { activity as words } from "../../messages/past.ts"
import { textLink } from "../../shell/textLink.ts"
import { exactInstant } from "../../shell/times.ts"

interface ActivityCardProps {
  readonly activity: ReadonlyArray<DigestActivity>
  readonly clientId: ClientId
  readonly me: Me
  readonly timezone: string
  readonly isPast: boolean
}

const whoOf = ({ memberId }: DigestActivity, me: Me): string | undefined =>
  memberId === null ? undefined : memberId === me.memberId ? audit.you : audit.member(memberId)

/** The last things people did for this client. */
export const ActivityCard = ({ activity, clientId, isPast, me, timezone }: ActivityCardProps) => (
  <Card
    title={words.title}
    foot={
      rolesOf("audit.read").includes(me.role) ? (
        <Link to="/clients/$clientId/audit" params={{ clientId }} className={`ml-auto ${textLink}`}>
          {words.all}
        </Link>
      ) : undefined
    }
  >
    {activity.length === 0 ? (
      <p className="text-13 text-muted">{isPast ? words.noneThen : words.none}</p>
    ) : (
      <Rows>
        {activity.map((one) => (
          <Row key={one.id} name={audit.actions[one.action]} detail={whoOf(one, me)} when={exactInstant(one.at, timezone)} wrap />
        ))}
      </Rows>
    )}
  </Card>
)
