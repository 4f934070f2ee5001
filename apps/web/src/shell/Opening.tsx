import { states } from "../messages/app.ts"

/** Until it is known who looks: without it, a server that does not answer leaves a blank page. */
export const Opening = () => (
  <main className="grid min-h-dvh place-content-center justify-items-center gap-3 p-6">
    <span aria-hidden="true" className="skeleton block h-1 w-40 rounded-chip bg-brand" />
    <p role="status" className="text-13 text-muted">
      {states.opening}
    </p>
  </main>
)
