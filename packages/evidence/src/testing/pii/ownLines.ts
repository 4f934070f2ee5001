import type { PiiType } from "../../contract/pii/PiiFound.ts"

export interface PiiLine {
  readonly text: string
  readonly spans: ReadonlyArray<{ readonly type: PiiType; readonly value: string }>
}

const line = (text: string, ...spans: ReadonlyArray<readonly [PiiType, string]>): PiiLine => ({
  text,
  spans: spans.map(([type, value]) => ({ type, value }))
})

/** Lines of mail between a firm and its clients; people and numbers are invented. */
export const ownLines: ReadonlyArray<PiiLine> = [
  line("My new cell is (503) 555-0142, the old one is off.", ["phone", "(503) 555-0142"]),
  line("Reach me at 212.555.0187 after six.", ["phone", "212.555.0187"]),
  line("Call +44 20 7946 0958 while we are in London.", ["phone", "+44 20 7946 0958"]),
  line("Fax: 415-555-0133", ["phone", "415-555-0133"]),
  line("Tel 020 7946 0018", ["phone", "020 7946 0018"]),
  line("office: 1-800-555-0199 x204", ["phone", "1-800-555-0199 x204"]),
  line("You can text me at 6465550171.", ["phone", "6465550171"]),
  line("Mobile: +1 (650) 555-0117", ["phone", "+1 (650) 555-0117"]),
  line("Write to grete.holm@posteo.example instead.", ["email", "grete.holm@posteo.example"]),
  line("cc: b.o-neill+tax@lawyers.example.co.uk please", ["email", "b.o-neill+tax@lawyers.example.co.uk"]),
  line("<ops_team@alder-finch.example> has the form", ["email", "ops_team@alder-finch.example"]),
  line("SSN 219-09-9999 for the application", ["ssn", "219-09-9999"]),
  line("my social is 078 05 1120", ["ssn", "078 05 1120"]),
  line("Social Security number: 457555462", ["ssn", "457555462"]),
  line("Her SSN is 512-44-8210 and mine 512-44-8211.", ["ssn", "512-44-8210"], ["ssn", "512-44-8211"]),
  line("Visa 4111 1111 1111 1111 exp 09/28", ["card", "4111 1111 1111 1111"]),
  line("the card is 5555-5555-5555-4444", ["card", "5555-5555-5555-4444"]),
  line("Amex 378282246310005 on file", ["card", "378282246310005"]),
  line("use 6011000990139424 for the fee", ["card", "6011000990139424"]),
  line("IBAN DE89 3704 0044 0532 0130 00, please", ["iban", "DE89 3704 0044 0532 0130 00"]),
  line("wire to GB82WEST12345698765432 today", ["iban", "GB82WEST12345698765432"]),
  line("account FR1420041010050500013M02606", ["iban", "FR1420041010050500013M02606"]),
  line("NL91ABNA0417164300 is the Dutch account", ["iban", "NL91ABNA0417164300"]),
  line("We moved to 48 Birchwood Lane, Eugene, OR 97401.", ["address", "48 Birchwood Lane, Eugene, OR 97401"]),
  line("Mail it to 1200 NW Couch Street, Apt 5B, Portland, OR 97209", [
    "address",
    "1200 NW Couch Street, Apt 5B, Portland, OR 97209"
  ]),
  line("P.O. Box 4410, Salem, OR 97302", ["address", "P.O. Box 4410, Salem, OR 97302"]),
  line("Mr. Aldous Pike will sign for the trust.", ["person", "Aldous Pike"]),
  line("I spoke with Helen Marsh this morning.", ["person", "Helen Marsh"]),
  line("Thanks, Imogen", ["person", "Imogen"])
]

/** Nothing personal in any of them; what is found here is found wrongly. */
export const cleanLines: ReadonlyArray<string> = [
  "The statement closed the year at $412,880.17.",
  "Please send the RMD worksheet by January 23.",
  "Form 8606 has to be filed again for 2025.",
  "The account ending in 4521 shows the dividend.",
  "Our meeting is on 2026-02-10 at 10:00.",
  "Invoice 20260114 was paid on 01/14/2026.",
  "We moved 1,250 shares at 48.17 each.",
  "The fee is 0.85 percent of the first 1,000,000.",
  "Contribution limits went from 23,000 to 23,500.",
  "The range is 2019-2025, seven tax years.",
  "Section 1031 does not apply here.",
  "Page 3 of 12, line 4a.",
  "Order no. 500123456 shipped on Monday.",
  "The confirmation number is 88421937.",
  "Yield: 4.25% for 36 months.",
  "The trust was amended in 2011 and 2019.",
  "A 529 plan grows free of tax.",
  "The 401(k) match is 50 cents on the dollar.",
  "Interest rates: 5.125, 5.250, 5.375.",
  "Ticket 4411-20 is closed.",
  "They sold for 640,000 dollars, 12,000 above asking.",
  "The wire of USD 85,000.00 arrived at 9:42.",
  "Version 10.4.2 of the portal is out.",
  "The new rate applies from 1 July 2026.",
  "Q1 2026 was up 3.1%, Q2 down 0.4%.",
  "The appraisal came in at 1.2 million.",
  "Please read sections 4.1 to 4.7 of the plan.",
  "The check for $6,214.18 is in the mail.",
  "Two thirds of the bonds mature in 2031.",
  "Estimated tax falls due on April 15, 2026.",
  "There were 365 days, 52 weeks and 12 statements.",
  "The premium rose from 1,188 to 1,342 a year.",
  "Bring the deed, the policy and the will.",
  "The house closes on the 27th.",
  "Allocation: 60/40 before, 55/45 after.",
  "Basis of 210,400 against proceeds of 298,750.",
  "The index closed at 5,412.33 on Friday.",
  "We will review the plan in the fall.",
  "Schedule D, part II, column (h).",
  "The forms are on the portal under Documents.",
  "Cost basis 12.5000, lot 3 of 9.",
  "The distribution code is 7.",
  "Social Security begins at 62, 67 or 70.",
  "Form 1099-R arrives in February.",
  "Please confirm the beneficiary designation.",
  "The pension pays 2,140.00 a month for life.",
  "Nothing changes until the next quarter.",
  "CUSIP 037833100 was sold in full.",
  "Reference 2026-00417, batch 12.",
  "At 4 percent the money lasts until 2058."
]
