import { classes } from "./classes.ts"

export interface SwitchProps {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

export const Switch = ({ label, checked, onChange }: SwitchProps) => (
  <button
    type="button"
    role="switch"
    aria-checked={checked}
    onClick={() => onChange(!checked)}
    className="inline-flex h-8 items-center gap-2 rounded-chip text-13 font-medium whitespace-nowrap text-fg-2"
  >
    <span
      aria-hidden="true"
      className={classes(
        "relative h-4 w-7 rounded-full border transition-colors",
        checked ? "border-brand bg-brand" : "border-line-control bg-surface"
      )}
    >
      <span
        className={classes(
          "absolute top-0.5 size-2.5 rounded-full transition-[left]",
          checked ? "left-3.5 bg-brand-fg" : "left-0.5 bg-line-control"
        )}
      />
    </span>
    {label}
  </button>
)
