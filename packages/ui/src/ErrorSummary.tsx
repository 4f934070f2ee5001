import { TriangleAlert } from "lucide-react"
import { useEffect, useRef } from "react"

export interface ErrorSummaryProps {
  readonly title: string
  /** Each leads to the field of its id. */
  readonly problems: ReadonlyArray<{ readonly fieldId: string; readonly text: string }>
  /** Grows with each attempt, so that the focus comes here every time. */
  readonly attempt: number
}

/** What keeps a form from being sent; takes the focus, and each line leads to its field. */
export const ErrorSummary = ({ title, problems, attempt }: ErrorSummaryProps) => {
  const box = useRef<HTMLDivElement>(null)
  const some = problems.length > 0
  useEffect(() => {
    if (some && attempt > 0) box.current?.focus()
  }, [some, attempt])
  if (!some) return null
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex items-start gap-2 rounded-control border border-danger-line bg-danger-tint px-3 py-2 text-13 text-fg"
    >
      <TriangleAlert aria-hidden="true" strokeWidth={1.5} className="mt-0.5 size-4 shrink-0 text-danger" />
      <div>
        <p className="font-semibold">{title}</p>
        <ul>
          {problems.map(({ fieldId, text }) => (
            <li key={fieldId}>
              <a
                href={`#${fieldId}`}
                className="inline-block min-h-6 underline underline-offset-4"
                onClick={(event) => {
                  event.preventDefault()
                  document.getElementById(fieldId)?.focus()
                }}
              >
                {text}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
