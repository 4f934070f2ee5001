import type { Tray } from "@beep/runway/contract/hygiene/Tray"
import { Progress } from "@beep/ui/Progress"
import { hygiene as words } from "../../messages/hygiene.ts"
import { exactInstant } from "../../shell/times.ts"

/** The required sentence, when the books were scanned, the score with its word, and how far the week has come. */
export const HygieneHead = ({ tray }: { readonly tray: Tray }) => {
  const { progress, scannedAt, score } = tray
  return (
    <section className="grid gap-3">
      <div className="flex flex-wrap items-end gap-x-8 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="text-20 font-semibold">{words.sentence}</h2>
          {scannedAt === null ? null : (
            <p className="text-12 text-muted">
              {words.scanned(exactInstant(scannedAt, tray.timezone))}
              {score === null ? "" : `, ${words.sample(score.sampleSize)}`}
            </p>
          )}
        </div>
        <dl className="flex gap-8 text-12">
          <div>
            <dt className="text-muted">{words.score}</dt>
            <dd className="text-16 font-semibold tabular-nums">
              {score === null ? (
                <span className="text-13 font-normal text-muted">{words.noScore}</span>
              ) : (
                <>
                  {score.score} <span className="text-13 font-normal text-muted">{words.level(score.level)}</span>
                </>
              )}
            </dd>
          </div>
          <div>
            <dt className="text-muted">{words.fixed}</dt>
            <dd className="text-16 font-semibold tabular-nums">{words.progress(progress.fixed, progress.total)}</dd>
          </div>
        </dl>
      </div>
      <Progress label={words.fixed} done={progress.fixed} total={Math.max(progress.total, 1)} />
    </section>
  )
}
