import type { ReactNode } from "react"
import { Chip, type ChipTone } from "./Chip.tsx"

export interface ChipButtonProps {
  readonly children: ReactNode
  readonly tone?: ChipTone
  readonly icon?: ReactNode
  /** Whether what it opens is open. */
  readonly open: boolean
  readonly onOpen: () => void
}

/** A fact that opens its proof beside the page. */
export const ChipButton = ({ children, tone = "plain", icon, open, onOpen }: ChipButtonProps) => (
  <button
    type="button"
    aria-haspopup="dialog"
    aria-expanded={open}
    onClick={onOpen}
    className="inline-flex max-w-full rounded-chip hover:underline hover:decoration-dotted hover:underline-offset-4"
  >
    <Chip size="large" tone={tone} icon={icon}>
      {children}
    </Chip>
  </button>
)
