/** The sender undertakes something: "I will", "we'll", "I am going to", "we promise to". */
const undertakes = String.raw`(?:I|[Ww]e)(?:['’]ll|\s+(?:will|shall)|(?:\s+am|['’]m|\s+are|['’]re)\s+going\s+to|\s+(?:promise|commit|agree)\s+to)`
const adverbs = String.raw`(?:\s+(?:definitely|certainly|also|then|personally|gladly|happily|be\s+able\s+to|make\s+sure\s+to|be\s+sure\s+to|go\s+ahead\s+and|have\s+(?:my|our)\s+\w+))*`

const payment = String.raw`(?:payments?|checks?|cheques?|wires?|money|funds|balance|remittance|transfer|deposit|ACH)`
const payVerbs = [
  "pay(?!\\s+(?:attention|heed|a\\s+visit))",
  "settle",
  "remit",
  "wire",
  String.raw`(?:clear|cover|take\s+care\s+of)\s+(?:[^.!?]{0,30}\b)?(?:invoices?|bills?|balance|amount|statement|[$€£]|what\s+(?:I|we)\s+owe)`,
  String.raw`(?:send|mail|make|release|process|issue|initiate|submit|transfer|cut|drop\s+off|get|schedule|put\s+through|overnight)\s+(?:you\s+)?(?:[^.!?]{0,40}\b)?${payment}\b`,
  String.raw`(?:send|transfer)\s+(?:you\s+)?(?:the\s+)?[$€£]\s?\d`,
  String.raw`get\s+[^.!?]{0,40}\bpaid`
].join("|")

/** The sender's own side: "our accounts team will". */
const ownSide = String.raw`(?:[Oo]ur|[Mm]y)\s+(?:[\w-]+\s+){1,3}(?:will|is\s+going\s+to|are\s+going\s+to)`

export const willPay = new RegExp(String.raw`\b(?:${undertakes}|${ownSide})${adverbs}\s+(?:${payVerbs})\b`)

/** "Payment will be made", "the invoice will be paid". */
export const willBePaid = new RegExp(
  String.raw`\b(?:(?:[Tt]he|[Oo]ur|[Mm]y|[Aa]|[Tt]hat|[Yy]our)\s+(?:[^.!?,;]{0,40}\b)?)?(?:[Ii]nvoices?|[Bb]ills?|${payment}|[Pp]ayments?|[Bb]alance|[Cc]heck)\b[^.!?,;]{0,40}\b(?:will\s+be|is\s+going\s+to\s+be)\s+(?:paid|settled|wired|remitted|sent|made|mailed|transferred|released|processed|cleared|issued)\b`
)

/** "You will have the money", "you'll receive our payment". */
export const willReceive = new RegExp(
  String.raw`\b[Yy]ou(?:['’]ll|\s+will|\s+should)\s+(?:have|receive|get|see)\s+(?:[^.!?]{0,40}\b)?(?:${payment}|[$€£]\s?\d)`
)

const doVerbs =
  "send|e-?mail|mail|forward|provide|prepare|file|call|ring|text|get\\s+back|get\\s+(?:you|it|them|that|the)|follow\\s+up|share|upload|sign|return|submit|complete|finish|finali[sz]e|schedule|set\\s+up|draft|review|deliver|update|confirm|check|let\\s+(?:you|her|him|them)\\s+know|bring|drop\\s+off|post|fax|ship|look\\s+into|ask|order|book|write|fill\\s+(?:out|in)|gather|pull|put\\s+together|arrange|open|transfer|move|talk\\s+to|speak\\s+(?:to|with)|reach\\s+out|come\\s+back|reply|respond|have"

/** Captures the act from its verb on. */
export const willDo = new RegExp(String.raw`\b${undertakes}${adverbs}\s+(?=(?:${doVerbs})\b)`)

/** Said, but not undertaken: negated, conditional, hoped for, asked, reported or long past. */
export const notUndertaken =
  /\b(?:if|unless|whether|provided that|assuming|in case|once you|as soon as you|would|could|might|may not|hope to|try to|want to|like to|not sure|don['’]t think|do not think|doubt)\b|\b(?:said|told|thought|wrote|claimed|mentioned)\b[^.!?]{0,20}\b(?:I|we)\b|\b(?:will|shall|to)\s+(?:not|never)\b|\bwon['’]t\b/i

export const invoiceNumbers =
  /\b(?:invoices?|inv\.?|bills?)\s*(?:nos?\.?|numbers?)?\s*#?\s*((?:[A-Z]{1,5}-?)?\d[\w-]{0,19}(?:\s*(?:,|and|&|\+)\s*(?:and\s+)?#?(?:[A-Z]{1,5}-?)?\d[\w-]{2,19}\b(?![.,/]\d))*)/gi
