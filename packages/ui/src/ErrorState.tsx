import { TriangleAlert } from "lucide-react"
import { Button } from "./Button.tsx"
import { Notice } from "./Notice.tsx"

export interface ErrorStateProps {
  /** What happened. */
  readonly title: string
  /** What was kept. */
  readonly kept: string
  readonly retry?: { readonly label: string; readonly onRetry: () => void } | undefined
  /** Names the failed request to whoever is asked about it. */
  readonly request?: { readonly label: string; readonly id: string } | undefined
}

export const ErrorState = ({ title, kept, retry, request }: ErrorStateProps) => (
  <div className="grid max-w-140 gap-3 text-13">
    <Notice tone="bad" role="alert" icon={<TriangleAlert strokeWidth={1.5} />}>
      <p className="font-semibold">{title}</p>
      <p>{kept}</p>
    </Notice>
    {retry === undefined ? null : (
      <div>
        <Button size="small" onClick={retry.onRetry}>
          {retry.label}
        </Button>
      </div>
    )}
    {request === undefined ? null : (
      <p className="flex gap-2 border-t border-line pt-2 text-12 text-muted">
        <span>{request.label}</span>
        <span className="font-mono break-all select-all">{request.id}</span>
      </p>
    )}
  </div>
)
