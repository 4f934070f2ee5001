import type { Mention } from "@beep/evidence/contract/Mention"
import type { MentionId } from "@beep/kernel/ids"
import { KeyValues } from "@beep/ui/KeyValues"
import { Mark } from "@beep/ui/Mark"
import { Check, TriangleAlert } from "lucide-react"
import { evidence } from "../../messages/evidence.ts"
import { factLines } from "./factLines.ts"
import { groupedMentions, isBroken } from "./mentions.ts"

interface ItemProps {
  readonly mention: Mention
  readonly content: string | null
  readonly selected: boolean
  readonly onSelect: (id: MentionId) => void
}

const Item = ({ mention, content, selected, onSelect }: ItemProps) => {
  const broken = isBroken(content, mention)
  const facts = broken || mention.fact === null ? [] : factLines(mention.fact)
  return (
    <li className="border-t border-line first:border-t-0">
      <button
        type="button"
        id={`mention-${mention.mentionId}`}
        aria-pressed={selected}
        onClick={() => onSelect(mention.mentionId)}
        className="block w-full rounded-control px-2 py-1.5 text-left text-13 hover:bg-hover aria-pressed:bg-brand-tint"
      >
        {broken ? (
          <span className="text-warn">{evidence.broken}</span>
        ) : (
          <span className="line-clamp-3 break-words">{mention.text}</span>
        )}
      </button>
      {selected ? (
        <div className="px-2 pt-1 pb-3">
          <KeyValues
            items={[
              ...facts,
              { name: evidence.characters, value: evidence.range(mention.startChar, mention.endChar) },
              { name: evidence.rule, value: mention.ruleId },
              { name: evidence.confidence, value: mention.confidence.toFixed(2) }
            ]}
          />
        </div>
      ) : null}
    </li>
  )
}

export interface MentionPanelProps {
  readonly mentions: ReadonlyArray<Mention>
  readonly content: string | null
  readonly selected: MentionId | undefined
  readonly onSelect: (id: MentionId) => void
}

/** Everything found in the document, by kind; the other end of each highlight. */
export const MentionPanel = ({ mentions, content, selected, onSelect }: MentionPanelProps) => {
  const broken = mentions.filter((mention) => isBroken(content, mention)).length
  return (
    <section aria-labelledby="mentions" className="min-w-0">
      <div className="flex min-h-13 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <h2 id="mentions" className="text-14 font-semibold">
          {evidence.mentions}
        </h2>
        {mentions.length === 0 ? null : (
          <span className="text-12">
            {broken === 0 ? (
              <Mark tone="ok" icon={<Check strokeWidth={1.5} />}>
                {evidence.allMatch(mentions.length)}
              </Mark>
            ) : (
              <span className="text-warn">
                <TriangleAlert aria-hidden="true" className="mr-1 inline size-3.5" strokeWidth={1.5} />
                {evidence.brokenCount(broken)}
              </span>
            )}
          </span>
        )}
      </div>
      {mentions.length === 0 ? <p className="px-4 py-3 text-13 text-muted">{evidence.noMentions}</p> : null}
      {groupedMentions(mentions).map((group) => (
        <div key={group.kind} className="px-2 pt-3">
          <h3 className="px-2 pb-1 text-12 font-medium text-fg-2">
            {evidence.kinds[group.kind]}
            <span className="ml-1 font-normal text-muted tabular-nums">{group.mentions.length}</span>
          </h3>
          <ul>
            {group.mentions.map((mention) => (
              <Item
                key={mention.mentionId}
                mention={mention}
                content={content}
                selected={mention.mentionId === selected}
                onSelect={onSelect}
              />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
