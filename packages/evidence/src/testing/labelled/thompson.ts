import { account, type LabelledMail, promised, todo } from "./LabelledMail.ts"

type Said = Partial<
  Pick<LabelledMail, "clients" | "outside" | "accounts" | "events" | "actions" | "meetings" | "compliance" | "kin">
>

const [john, sarah, emily, dana, marcus] = ["John Thompson", "Sarah Thompson", "Emily Thompson", "Dana Kim", "Marcus Lee"]

/** What the mails of `testing/mail/thompson` say, by file. */
export const thompsonSaid: Readonly<Record<string, Said>> = {
  "roth-1": {
    clients: [john],
    outside: [[dana, "contact"]],
    actions: [
      promised("prepare the conversion figures", dana, "2026-01-16"),
      todo("think about when you would like to meet in February", john, null)
    ]
  },
  "roth-2": {
    clients: [john, sarah],
    outside: [[dana, "contact"]],
    accounts: [account("TraditionalIRA", "4521", "Schwab", john)],
    events: [["Retirement", john]],
    actions: [
      todo("send the RMD worksheet", dana, null),
      todo("tell me whether Form 8606 is needed again", dana, null),
      promised("send you the signed beneficiary form", john, "2026-01-23")
    ],
    meetings: ["2026-02-10"]
  },
  "roth-3": {
    clients: [john, sarah],
    outside: [
      [dana, "contact"],
      [marcus, "contact"]
    ],
    accounts: [account("TraditionalIRA", "4521", "Schwab", null)],
    events: [["Retirement", john]],
    actions: [promised("ask Marcus Lee whether Form 8606 has to be filed again", dana, null)],
    meetings: ["2026-02-10"]
  },
  "statement-1": {
    clients: [sarah],
    outside: [[dana, "contact"]],
    accounts: [account("TraditionalIRA", "4521", null, null), account("RothIRA", "8830", null, null)],
    actions: [todo("call Schwab about the missing 1099-R", sarah, "2026-01-27")]
  },
  "emily-1": {
    clients: [emily],
    outside: [[dana, "contact"]],
    events: [
      ["Graduation", emily],
      ["JobChange", emily]
    ]
  },
  "emily-2": {
    clients: [emily],
    outside: [
      [dana, "contact"],
      ["Priya Shah", "contact"]
    ],
    actions: [
      todo("set up the Roth IRA", "Priya Shah", "2026-02-20"),
      todo("send us a copy of your driver's license", emily, "2026-02-06")
    ]
  },
  "fund-1": {
    clients: [john],
    outside: [[dana, "contact"]],
    actions: [promised("decide by Feb 6", john, "2026-02-06")],
    compliance: ["assured_result"]
  },
  "fund-2": {
    clients: [john],
    outside: [[dana, "contact"]],
    actions: [
      todo("wait with that decision until we meet", john, "2026-02-10"),
      promised("read the brochure by Monday", dana, "2026-02-02")
    ],
    meetings: ["2026-02-10"]
  },
  "rmd-1": {
    clients: [john],
    outside: [
      [marcus, "contact"],
      [dana, "contact"]
    ],
    accounts: [account("TraditionalIRA", null, null, john)],
    actions: [todo("let us know by February 6", marcus, "2026-02-06")]
  },
  "rmd-2": {
    outside: [
      [marcus, "accountant"],
      [dana, "contact"]
    ],
    actions: [promised("check the basis from 2024", marcus, null), promised("answer by Friday", marcus, "2026-02-06")]
  },
  "rmd-3": {
    clients: [john, sarah],
    outside: [[dana, "contact"]],
    actions: [
      promised("send the RMD worksheet", dana, "2026-02-05"),
      promised("call Sarah about the 1099-R", dana, "2026-02-09"),
      todo("estimated tax of $11,000 falls due", null, "2026-04-15")
    ],
    meetings: ["2026-02-10"]
  }
}
