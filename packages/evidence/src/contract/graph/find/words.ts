/** Begin with a capital letter in mail and name nobody. */
export const notNames: ReadonlySet<string> = new Set(
  `hi hello dear hey thanks thank good morning afternoon evening best regards sincerely cheers warmly love yours kind warm
  the a an and or but if when while as at by for from in into of off on to with we i you he she it they this that these those
  my our your his her their its who what where why how can could would should will shall may might must do does did is are was
  were be been am not no yes ok okay please also just still then so since after before during until once both all any each
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
  november december jan feb mar apr jun jul aug sep sept oct nov dec today tomorrow yesterday
  roth ira iras traditional rollover sep simple hsa plan account accounts trust estate household family fund funds form rmd
  rmds tax taxes irs cpa llc llp inc corp co company group bank capital advisors advisory partners associates insurance
  medicare medicaid social security fwd re fw subject sent date cc bcc pdf ps fyi asap eom eod
  new north south east west united states america american street st avenue ave road rd drive lane blvd suite apt po box
  university college school institute hospital church city county state department office
  mr mrs ms miss dr prof sir madam mom dad mother father grandma grandpa let lets let's see meeting call review action items
  next steps agenda notes re: quick question update reminder follow up happy congratulations sorry attached per regarding
  christmas thanksgiving easter hanukkah diwali mba phd jd md cfp cfa esq jr ii iii`
    .trim()
    .split(/\s+/)
)

/** Whole names of firms that read like the name of a person. */
export const firmsLikePeople: ReadonlySet<string> = new Set([
  "charles schwab",
  "morgan stanley",
  "edward jones",
  "raymond james",
  "john hancock",
  "merrill lynch",
  "franklin templeton",
  "wells fargo",
  "russell investments",
  "jackson national",
  "lincoln financial",
  "ray jay",
  "ernst young",
  "franklin resources",
  "marcus goldman"
])

export const custodians: ReadonlyArray<string> = [
  "Charles Schwab",
  "Schwab",
  "Fidelity",
  "Vanguard",
  "TD Ameritrade",
  "E\\*?TRADE",
  "Merrill Lynch",
  "Merrill",
  "Morgan Stanley",
  "J\\.?P\\.? ?Morgan",
  "Chase",
  "Wells Fargo",
  "Pershing",
  "TIAA",
  "T\\. ?Rowe Price",
  "Edward Jones",
  "Raymond James",
  "LPL",
  "Ameriprise",
  "UBS",
  "Goldman Sachs",
  "Empower",
  "Principal",
  "Voya",
  "Betterment",
  "Wealthfront",
  "Interactive Brokers",
  "Bank of America",
  "BofA",
  "Citibank",
  "Citi",
  "US Bank",
  "PNC",
  "Ally",
  "Marcus",
  "Capital One",
  "Northern Trust",
  "Prudential",
  "MetLife",
  "New York Life",
  "Northwestern Mutual",
  "MassMutual",
  "Lincoln Financial",
  "Nationwide",
  "John Hancock",
  "American Funds",
  "Franklin Templeton",
  "HealthEquity",
  "Optum",
  "Robinhood",
  "Altruist",
  "SEI",
  "BNY Mellon",
  "State Street",
  "USAA",
  "Transamerica"
]

/** Folded, so that two spellings of one custodian are one value. */
export const custodianName = (written: string): string => {
  const plain = written.replace(/\s+/g, " ").trim()
  const folded = plain.toLowerCase().replace(/[.*\s]/g, "")
  const known: Readonly<Record<string, string>> = {
    charlesschwab: "Schwab",
    schwab: "Schwab",
    merrilllynch: "Merrill",
    jpmorgan: "JPMorgan",
    etrade: "E*TRADE",
    bofa: "Bank of America",
    citibank: "Citi",
    troweprice: "T. Rowe Price"
  }
  return known[folded] ?? plain
}
