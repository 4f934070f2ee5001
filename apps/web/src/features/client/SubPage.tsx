import type { ReactNode } from "react"

interface SubPageProps {
  readonly id: string
  readonly title: string
  readonly sub: string
  /** The link back to where the page was opened from. */
  readonly back: ReactNode
  readonly children: ReactNode
}

/** One decision about a client on a page of its own: the way back, what it is, and the form. */
export const SubPage = ({ id, title, sub, back, children }: SubPageProps) => (
  <section aria-labelledby={id} className="grid max-w-240 content-start gap-4 px-6 py-5 max-sm:px-4">
    <div>
      <p className="text-13">{back}</p>
      <h2 id={id} className="pt-2 text-16 font-semibold">
        {title}
      </h2>
      <p className="text-13 text-muted">{sub}</p>
    </div>
    {children}
  </section>
)
