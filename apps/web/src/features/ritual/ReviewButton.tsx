import type { ClientDetail } from "@beep/runway/contract/ClientsApi"
import { Button } from "@beep/ui/Button"
import { Check, Circle } from "lucide-react"
import { ritual as words } from "../../messages/ritual.ts"
import { exactInstant } from "../../shell/times.ts"
import { useCommand } from "../../shell/shortcuts.ts"
import { useReview } from "./useReview.ts"

/** Done with this client this week, by a button and by its key. */
export const ReviewButton = ({ detail }: { readonly detail: ClientDetail }) => {
  const review = useReview()
  const done = detail.item?.reviewed ?? null
  const toggle = () =>
    review.isPending ? undefined : review.mutate({ clientId: detail.clientId, name: detail.name, reviewed: done !== null })
  useCommand("review", toggle)
  return (
    <Button
      size="small"
      aria-pressed={done !== null}
      aria-keyshortcuts="r"
      title={done === null ? undefined : words.reviewedBy(done.by, exactInstant(done.at))}
      unavailable={review.isPending}
      onClick={toggle}
    >
      {done === null ? (
        <Circle aria-hidden="true" strokeWidth={1.5} />
      ) : (
        <Check aria-hidden="true" className="text-success!" strokeWidth={2} />
      )}
      {review.isPending ? words.marking : done === null ? words.mark : words.reviewed}
    </Button>
  )
}
