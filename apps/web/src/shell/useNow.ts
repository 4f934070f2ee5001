import { DateTime, Effect } from "effect"
import { useEffect, useState } from "react"

const read = (): DateTime.Utc => Effect.runSync(DateTime.now)

/** The present by the clock service, renewed every half minute while the page is visible. */
export const useNow = (): DateTime.Utc => {
  const [now, setNow] = useState(read)
  useEffect(() => {
    const fiber = Effect.runFork(
      Effect.forever(
        Effect.andThen(
          Effect.sleep("30 seconds"),
          Effect.sync(() => (document.hidden ? undefined : setNow(read())))
        )
      )
    )
    return () => fiber.interruptUnsafe()
  }, [])
  return now
}
