/** How an address is written where the number follows the street, or a code of the post ends it. Each source is one country's order of the parts. */
const word = String.raw`(?<![\p{L}\p{N}'’-])\p{Lu}[\p{L}'’.-]{0,40}`
const place = String.raw`${word}(?:[ -](?:${word}|am|an|der|de|la|le|les|sur|upon|on|del|di)){0,3}`
const number = String.raw`\d{1,4}(?:\s?[a-zA-Z]\b|[-/]\d{1,3})?`

/** `75002 Paris`, `1016 GV Amsterdam`, `111 23 Stockholm`. */
const continental = String.raw`(?:,?\s+(?:[A-Z]{1,2}-)?(?:\d{4,5}|\d{4}\s[A-Z]{2}|\d{3}\s\d{2}|\d{2}-\d{3}|\d{4}-\d{3})\s+${place})`
const particles = String.raw`(?:(?:de|du|des|de la|de l['’]|d['’]|da|das|do|dos|del|della|dei|delle|di|van|von|der|den|of|y|e)\s?)`
const named = String.raw`${particles}{0,2}${word}(?:\s${particles}{0,2}${word}){0,3}`

const states =
  "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|PR"

const ukPostcode = String.raw`[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}`
const unit = String.raw`(?:Apt\.?|Apartment|Suite|Ste\.?|Flat)\s?#?\d{1,5}[A-Za-z]?`

export const streetPatterns: ReadonlyArray<RegExp> = [
  // DE, AT, CH: a street of two words, of a preposition, or ending in its kind, then the number.
  new RegExp(
    String.raw`(?<![\p{L}\d])(?:Straße des \d{1,2}\.\s${word}|(?:${word}\s){0,2}(?:Straße|Strasse|Allee|Platz|Weg|Gasse|Ufer|Damm|Ring)|(?:Am|An der|An den|Im|In der|Auf der|Auf dem|Zum|Zur|Unter den)\s${word}(?:\s${word})?)\s+${number}(?!\s?(?:%|Uhr|Euro|[.]\s\p{Lu}))${continental}`,
    "gu"
  ),
  new RegExp(
    String.raw`(?<![\p{L}\d])(?:Straße des \d{1,2}\.\s${word}|(?:${word}\s){1,2}(?:Straße|Strasse|Allee|Platz|Gasse|Ufer|Damm))\s+${number}`,
    "gu"
  ),
  new RegExp(
    String.raw`(?<![\p{L}\d])\p{Lu}\p{L}{1,40}?(?:gracht|singel|kade|dijk|plein|straat|laan|gatan|vägen|vej|veien|gata|katu|allee|ufer|damm|ring|platz|weg|gasse|straße|strasse|str\.)\s+${number}${continental}?`,
    "gu"
  ),
  // FR, BE: the number first, the kind of street in small letters.
  new RegExp(
    String.raw`(?<![\p{L}\d])\d{1,4}(?:\s?(?:bis|ter|quater|[A-D]\b))?,?\s+(?:rue|avenue|av\.|boulevard|bd|place|chemin|allée|impasse|quai|cours|route|square|passage|ruelle)\s+${named}${continental}?`,
    "gu"
  ),
  // ES, PT, IT: the kind of street, its name with particles, the number.
  new RegExp(
    String.raw`(?<![\p{L}\d])(?:[Cc]alle|C\/|[Pp]aseo|[Aa]v(?:enid|d)a\.?|[Pp]laza|[Rr]onda|[Cc]amino|[Tt]ravessa|[Ll]argo|[Rr]ua|[Pp]raça|[Ee]strada|[Vv]ia|[Vv]iale|[Cc]orso|[Pp]iazza|[Vv]icolo|[Ll]ungo\p{L}+)\s+${named},?\s+(?:n[.º°]\s?)?${number}(?:,\s*\d{1,2}[º°ª][^,\n]{0,8})?${continental}?`,
    "gu"
  ),
  // GB: anything up to a town with a postcode; the postcode proves it.
  new RegExp(
    String.raw`(?:(?<![\w$#.,-])\d{1,4}[A-Za-z]?\s+${word}(?:\s${word}){0,4},\s*)?(?:${word}(?:\s${word}){0,2},?\s+)?(?<![A-Z\d])${ukPostcode}(?![A-Z\d])`,
    "gu"
  ),
  // US: a town, its state and the code; a numbered road of a county or a state.
  new RegExp(
    String.raw`(?:(?<![\w$#.,-])\d{1,6}\s+(?:${word}\s){0,2}(?:County|State|Township|Farm|Rural)\s(?:Road|Route|Highway|Rd|Hwy)\s\d{1,4},\s*)?${word}(?:\s${word}){0,2},?\s+(?:${states})\s+\d{5}(?:-\d{4})?(?!\d)`,
    "gu"
  ),
  // A number between a name and a flat, wherever that is.
  new RegExp(String.raw`(?<![\w$#.,-])\d{1,6}\s+(?:${word}\s+){1,3}\d{1,4}\s+${unit}(?:\s+${word}(?:\s${word}){0,2})?`, "gu"),
  new RegExp(String.raw`(?<![\p{L}\d])${unit}(?![\p{L}\d])`, "gu"),
  // The last line of an address on a label.
  /(?<=^[>\s]*)(?:United States|United Kingdom|Canada|New Zealand|Australia|Austria|Germany|France|Spain|Italy|Ireland|Netherlands)\s+\d{4,6}(?=[ \t.]*$)/gmu,
  // What is called an address, when a number stands in it.
  /(?<=(?<!(?:[Ee]-?mail|IP|[Ww]eb|MAC|[Hh]ttp|[Nn]etwork)\s)\b[Aa]ddress(?:\sis|:)\s+)(?=[^\n@]{0,100}\d)(?![^\n]{0,20}(?:\/\/|@))(?:\d[^\n@:;?!]{4,100}|\p{Lu}[^\n@:;?!]{4,100}\d[^\n@:;?!]{0,40})/gu
]
