import { LocalDate } from "@beep/kernel/LocalDate"
import { Button } from "@beep/ui/Button"
import { Field } from "@beep/ui/Field"
import { Notice } from "@beep/ui/Notice"
import { Link, useNavigate } from "@tanstack/react-router"
import { Option, Schema } from "effect"
import { History, Undo2 } from "lucide-react"
import type { ClientId } from "@beep/kernel/ids"
import { past as words } from "../../messages/past.ts"
import { fullDay } from "../../shell/times.ts"

const decodeDay = Schema.decodeUnknownOption(LocalDate)

interface PastBarProps {
  readonly clientId: ClientId
  /** The day the page speaks of; undefined is now. */
  readonly day: LocalDate | undefined
  /** Today where the client is. */
  readonly today: LocalDate
}

/** Picks the day of which the page speaks; on a past one it says so and offers the way back. */
export const PastBar = ({ clientId, day, today }: PastBarProps) => {
  const navigate = useNavigate()
  const go = (text: string) => {
    const at = Option.getOrUndefined(decodeDay(text))
    if (at === undefined || at > today) return
    void navigate({ to: ".", search: at === today ? {} : { at }, resetScroll: false })
  }
  return (
    <div className="grid gap-3">
      <div className="flex items-center justify-end gap-2">
        <span aria-hidden="true" className="text-12 text-muted">
          {words.pick}
        </span>
        <Field
          label={words.pick}
          labelHidden
          type="date"
          className="w-40"
          value={day ?? today}
          max={today}
          onChange={(event) => go(event.target.value)}
        />
      </div>
      {day === undefined ? null : (
        <Notice
          role="status"
          tone="warn"
          icon={<History strokeWidth={1.5} />}
          action={
            <span className="flex flex-wrap gap-2">
              <Button asChild size="small">
                <Link to="/clients/$clientId/bridge" params={{ clientId }} search={{ from: day }}>
                  {words.bridge}
                </Link>
              </Button>
              <Button size="small" variant="primary" onClick={() => void navigate({ to: ".", search: {}, resetScroll: false })}>
                <Undo2 aria-hidden="true" strokeWidth={1.5} />
                {words.back}
              </Button>
            </span>
          }
        >
          <b className="font-semibold">{words.title(fullDay(day))}</b> {words.text}
        </Notice>
      )}
    </div>
  )
}
