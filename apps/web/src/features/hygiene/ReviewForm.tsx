import { ReviewReason } from "@beep/runway/contract/hygiene/IssueStatus"
import { Button } from "@beep/ui/Button"
import { SelectField } from "@beep/ui/SelectField"
import { useState } from "react"
import { hygiene as words } from "../../messages/hygiene.ts"

/** Why what was found is accepted: a word of a closed list, so that it can be counted. */
export const ReviewForm = ({
  label,
  busy,
  onReview,
  onClose
}: {
  readonly label: string
  readonly busy: boolean
  readonly onReview: (reason: ReviewReason) => void
  readonly onClose: () => void
}) => {
  const [reason, setReason] = useState<ReviewReason>("as_intended")
  return (
    <form
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault()
        onReview(reason)
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return
        event.stopPropagation()
        onClose()
      }}
      className="flex flex-wrap items-end gap-x-3 gap-y-2 rounded-control border border-line bg-sunken px-3 py-2.5"
    >
      <SelectField
        label={words.reviewAs}
        value={reason}
        data-fix-entry=""
        className="w-52"
        onChange={(event) => {
          const next = ReviewReason.literals.find((one) => one === event.currentTarget.value)
          if (next !== undefined) setReason(next)
        }}
      >
        {ReviewReason.literals.map((one) => (
          <option key={one} value={one}>
            {words.reasons[one]}
          </option>
        ))}
      </SelectField>
      <div className="ml-auto flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
        <p className="text-12 text-muted">{words.reviewText}</p>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button type="submit" variant="primary" unavailable={busy}>
          {words.reviewSend}
        </Button>
      </div>
    </form>
  )
}
