import { useId } from "react"

interface ToolbarSelectProps {
  readonly label: string
  /** The choice of none; left out where one always holds. */
  readonly any?: string
  readonly value: string
  readonly options: ReadonlyArray<{ readonly value: string; readonly name: string }>
  readonly onChange: (value: string) => void
}

/** A choice in the toolbar of a list, in the browser's own control; its label is part of it. */
export const ToolbarSelect = ({ label, any, value, options, onChange }: ToolbarSelectProps) => {
  const id = useId()
  return (
    <span className="inline-flex h-7 shrink-0 items-center rounded-control border border-line bg-surface pl-2 text-13 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus-ring">
      <label htmlFor={id} className="text-muted">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        className="h-7 max-w-44 rounded-control bg-transparent pr-1 pl-1 font-medium text-fg outline-0"
      >
        {any === undefined ? null : <option value="">{any}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </span>
  )
}
