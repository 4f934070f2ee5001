import type { LocalDate } from "@beep/kernel/LocalDate"
import { Button } from "@beep/ui/Button"
import { EmptyState } from "@beep/ui/EmptyState"
import { Link } from "@tanstack/react-router"
import { CalendarClock } from "lucide-react"
import { past as words } from "../../messages/past.ts"
import { fullDay } from "../../shell/times.ts"

/** A day of the address that lies ahead. */
export const DayNotYet = ({ day }: { readonly day: LocalDate }) => (
  <EmptyState
    title={words.notYet(fullDay(day))}
    text={words.notYetText}
    icon={<CalendarClock strokeWidth={1.5} />}
    action={
      <Button asChild>
        <Link to="." search={{}} replace>
          {words.back}
        </Link>
      </Button>
    }
  />
)
