import { Button } from "@beep/ui/Button"
import { TriangleAlert } from "lucide-react"
import { useEffect, useRef } from "react"
import { settings } from "../../messages/settings.ts"

export interface ConflictProps {
  /** Each thing that differs: as it is there now, and as it was entered here. */
  readonly differences: ReadonlyArray<{ readonly name: string; readonly theirs: string; readonly yours: string }>
  readonly onTakeTheirs: () => void
  readonly onPutYours: () => void
}

/** Somebody was faster: both versions side by side, and the person says which one stays. Takes the focus. */
export const Conflict = ({ differences, onTakeTheirs, onPutYours }: ConflictProps) => {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="grid w-full gap-3 rounded-control border border-warn-line bg-warn-tint px-3 py-3 text-13"
    >
      <p className="flex items-center gap-2 font-semibold">
        <TriangleAlert aria-hidden="true" strokeWidth={1.5} className="size-4 shrink-0 text-warn" />
        {settings.changedElsewhere}
      </p>
      <table className="w-full text-left">
        <thead className="text-12 text-fg-2">
          <tr>
            <th scope="col">
              <span className="sr-only">{settings.what}</span>
            </th>
            <th scope="col" className="pr-3 font-medium">
              {settings.theirs}
            </th>
            <th scope="col" className="font-medium">
              {settings.yours}
            </th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ name, theirs, yours }) => (
            <tr key={name} className="align-top">
              <th scope="row" className="py-0.5 pr-3 font-normal text-fg-2">
                {name}
              </th>
              <td className="py-0.5 pr-3 break-words">{theirs}</td>
              <td className="py-0.5 break-words">{yours}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onClick={onTakeTheirs}>
          {settings.takeTheirs}
        </Button>
        <Button size="small" onClick={onPutYours}>
          {settings.putYours}
        </Button>
      </div>
    </div>
  )
}
