import { Upload } from "lucide-react"
import { type DragEvent, useRef, useState } from "react"
import { Button } from "./Button.tsx"
import { classes } from "./classes.ts"

export interface FileDropProps {
  readonly text: string
  readonly button: string
  /** The input's `accept`. */
  readonly accept: string
  readonly busy?: boolean
  readonly onFile: (file: File) => void
}

/** The button does all that dropping does. */
export const FileDrop = ({ text, button, accept, busy = false, onFile }: FileDropProps) => {
  const [over, setOver] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file !== undefined && !busy) onFile(file)
  }
  return (
    <div
      onDrop={onDrop}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      className={classes(
        "flex flex-wrap items-center gap-2 rounded-control border border-dashed p-3 text-13",
        over ? "border-brand bg-brand-tint" : "border-line-control"
      )}
    >
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ""
          if (file !== undefined) onFile(file)
        }}
      />
      <p className="min-w-32 flex-1 text-muted">{text}</p>
      <Button size="small" unavailable={busy} onClick={() => input.current?.click()}>
        <Upload aria-hidden="true" strokeWidth={1.5} />
        {button}
      </Button>
    </div>
  )
}
