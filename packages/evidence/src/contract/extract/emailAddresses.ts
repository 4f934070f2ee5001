import { found } from "./found.ts"
import type { FoundMention } from "./FoundMention.ts"

const pattern =
  /(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}(?![\w-])/g

export const emailAddresses = (content: string): ReadonlyArray<FoundMention> =>
  Array.from(content.matchAll(pattern), (match) =>
    found(match.index, match.index + match[0].length, "email.address", { kind: "email_address", address: match[0].toLowerCase() })
  )
