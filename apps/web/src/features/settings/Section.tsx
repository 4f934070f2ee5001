import { type ReactNode, useId } from "react"

/** One subject of a page: what it is on the left, what can be done about it on the right. */
export const Section = ({
  title,
  text,
  children
}: {
  readonly title: string
  readonly text?: ReactNode
  readonly children: ReactNode
}) => {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className="grid content-start gap-x-10 gap-y-4 border-b border-line px-6 py-6 last:border-b-0 max-sm:px-4 lg:grid-cols-[15rem_minmax(0,44rem)]"
    >
      <div className="grid content-start gap-1">
        <h2 id={id} className="text-14 font-semibold">
          {title}
        </h2>
        {text === undefined ? null : <p className="max-w-140 text-13 text-muted">{text}</p>}
      </div>
      <div className="grid min-w-0 content-start justify-items-start gap-4 text-13">{children}</div>
    </section>
  )
}
