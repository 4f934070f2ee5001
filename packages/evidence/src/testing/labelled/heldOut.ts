import { account, type LabelledMail, labelled, promised, todo } from "./LabelledMail.ts"

const dana = "Dana Kim"
const to = [dana]

/** Written by hand with the others, and never looked at while a rule was corrected. */
export const heldOut: ReadonlyArray<LabelledMail> = [
  labelled({
    id: "x01",
    household: "Ferraro household",
    from: "Gino Ferraro",
    to,
    date: "2026-04-13",
    body: `Dana,

Our son Luca is graduating from Purdue on May 16 and starts a job at Lilly in July. Where should he put his first savings? I told him a Roth.

I'll mail the signed account forms on Monday. Please confirm when you get them.

Gino Ferraro`,
    clients: ["Gino Ferraro", "Luca Ferraro"],
    outside: [[dana, "contact"]],
    events: [
      ["Graduation", "Luca Ferraro"],
      ["JobChange", "Luca Ferraro"]
    ],
    actions: [
      promised("mail the signed account forms on Monday", "Gino Ferraro", "2026-04-20"),
      todo("confirm when you get them", dana, null)
    ],
    kin: [["Gino Ferraro", "parentOf", "Luca Ferraro"]]
  }),
  labelled({
    id: "x02",
    household: "Bergstrom household",
    from: "Ingrid Bergstrom",
    to,
    date: "2026-05-21",
    body: `Hello Dana,

Could we look at my accounts together? I have the Schwab brokerage account ending in 5150, a traditional IRA at Fidelity ending in 6622, and the old 401(k) from Cargill.

I plan to retire on March 31, 2027.

Would June 4 at 10am work for you? I am available then.

Ingrid`,
    clients: ["Ingrid Bergstrom"],
    outside: [[dana, "contact"]],
    accounts: [
      account("Brokerage", "5150", "Schwab", null),
      account("TraditionalIRA", "6622", "Fidelity", null),
      account("Plan401k", null, null, null)
    ],
    events: [["Retirement", "Ingrid Bergstrom"]],
    meetings: ["2026-06-04"]
  }),
  labelled({
    id: "x03",
    household: "Achebe household",
    from: "Grace Achebe",
    to,
    date: "2026-06-02",
    body: `Dana, my mother passed away last month and my brother Daniel Eze is the executor. I expect to inherit her house in Dayton.

Please hold the rebalancing until I know more. I will send the will when Daniel gives it to me.

Grace Achebe`,
    clients: ["Grace Achebe"],
    outside: [
      [dana, "contact"],
      ["Daniel Eze", "relative"]
    ],
    events: [
      ["Death", "Grace Achebe"],
      ["Inheritance", "Grace Achebe"]
    ],
    actions: [
      todo("hold the rebalancing until I know more", dana, null),
      promised("send the will when Daniel gives it to me", "Grace Achebe", null)
    ]
  }),
  labelled({
    id: "x04",
    household: "Pruitt household",
    from: dana,
    to: ["Darlene Pruitt"],
    date: "2026-03-11",
    body: `Darlene,

Action items from this morning:

* Darlene - upload the 2025 tax return
* Dana - open the Roth IRA application by March 18
* Dana - order the RMD worksheet for the inherited IRA (x4410)

See you on April 8.

Dana`,
    clients: ["Darlene Pruitt"],
    outside: [[dana, "contact"]],
    accounts: [account("InheritedIRA", "4410", null, null)],
    actions: [
      todo("upload the 2025 tax return", "Darlene Pruitt", null),
      todo("open the Roth IRA application", dana, "2026-03-18"),
      todo("order the RMD worksheet for the inherited IRA", dana, null)
    ],
    meetings: ["2026-04-08"]
  }),
  labelled({
    id: "x05",
    household: "Salinger household",
    from: "Max Salinger",
    to,
    date: "2026-01-30",
    body: `My brother in law found a fund that promises 14% and says it's risk free. Too good to be true?

By the way Rachel is expecting our second in August.

Max`,
    clients: ["Max Salinger", "Rachel Salinger"],
    events: [["Birth", "Rachel Salinger"]],
    compliance: ["assured_result", "no_risk"]
  }),
  labelled({
    id: "x06",
    household: "Dubois household",
    from: "Claire Dubois",
    to,
    date: "2026-09-14",
    body: `Dear Dana,

We sold our house on Friday! The proceeds, $640,000, arrived in the checking account this morning. Could you move half of it to the brokerage account ending in 9917 by Thursday?

Étienne still needs to sign the form. He will do it tonight.

Thank you,
Claire`,
    clients: ["Claire Dubois", "Étienne Dubois"],
    outside: [[dana, "contact"]],
    accounts: [account("Checking", null, null, null), account("Brokerage", "9917", null, null)],
    events: [["HomeSale", "Claire Dubois"]],
    actions: [
      todo("move half of it to the brokerage account ending in 9917", dana, "2026-09-17"),
      todo("sign the form", "Étienne Dubois", null)
    ]
  }),
  labelled({
    id: "x07",
    household: "Hargrove household",
    from: "Troy Hargrove",
    to,
    date: "2026-02-02",
    body: `Dana,

Need your help. My ex-wife's attorney wants statements for the Vanguard IRA ending 0091 going back to 2019. Can you pull them and email them to me? The hearing is February 26.

My attorney is Joan Petrakis. She must receive them by February 13.

Troy`,
    clients: ["Troy Hargrove"],
    outside: [
      [dana, "contact"],
      ["Joan Petrakis", "attorney"]
    ],
    accounts: [account("IRA", "0091", "Vanguard", null)],
    actions: [todo("pull them", dana, null), todo("email them to me", dana, null)]
  }),
  labelled({
    id: "x08",
    household: "Sorensen household",
    from: "Nils Sorensen",
    to,
    date: "2026-07-07",
    body: `Hi Dana, Astrid was diagnosed with early Parkinson's. We would like to review the long-term care policy and our powers of attorney. Please send us a list of what you need.

We are available on July 16 to meet.

Nils & Astrid Sorensen`,
    clients: ["Nils Sorensen", "Astrid Sorensen"],
    outside: [[dana, "contact"]],
    events: [["Illness", "Astrid Sorensen"]],
    actions: [todo("send us a list of what you need", dana, null)],
    meetings: ["2026-07-16"]
  }),
  labelled({
    id: "x09",
    household: "Gallagher household",
    from: "Moira Gallagher",
    to,
    date: "2026-12-01",
    body: `Dana - reminder to self and to you: the RMD from my traditional IRA must be taken by December 31. Please send the money to my savings account, not checking.

Also, our daughter Bridget is getting married next spring, so we will need cash for the wedding.

Moira`,
    clients: ["Moira Gallagher", "Bridget Gallagher"],
    outside: [[dana, "contact"]],
    accounts: [
      account("TraditionalIRA", null, null, "Moira Gallagher"),
      account("Savings", null, null, "Moira Gallagher"),
      account("Checking", null, null, null)
    ],
    events: [["Marriage", "Bridget Gallagher"]],
    actions: [
      todo("the RMD from my traditional IRA must be taken", null, "2026-12-31"),
      todo("send the money to my savings account", dana, null)
    ],
    kin: [["Moira Gallagher", "parentOf", "Bridget Gallagher"]]
  }),
  labelled({
    id: "x10",
    household: "Okonkwo household",
    from: "Samuel Okonkwo",
    to,
    date: "2026-10-19",
    body: `Good afternoon,

I turn 73 in November and you mentioned required distributions. How much and from which account? I have the rollover IRA at Schwab (…3306) and a small annuity.

My accountant Helen Voss will call you this week. I'd appreciate it if you could send her the estimate by October 30.

Samuel Okonkwo`,
    clients: ["Samuel Okonkwo"],
    outside: [["Helen Voss", "accountant"]],
    accounts: [account("RolloverIRA", "3306", "Schwab", null)],
    events: [["MilestoneBirthday", "Samuel Okonkwo"]],
    actions: [todo("call you this week", "Helen Voss", null), todo("send her the estimate", dana, "2026-10-30")]
  }),
  labelled({
    id: "x11",
    household: "Vance household",
    from: "Opal Vance",
    to,
    date: "2026-08-25",
    body: `Dana,

The forms are on their way, I dropped them in the mail yesterday. I'll bring the originals to our meeting on September 3.

Please keep this between us for now: Roy wants to step back from the shop next year.

Opal

> On Aug 20, Dana Kim wrote:
> Opal, please sign the forms and send them back by September 1.`,
    quotedFrom: "> On Aug 20",
    clients: ["Opal Vance", "Roy Vance"],
    outside: [[dana, "contact"]],
    actions: [promised("bring the originals to our meeting on September 3", "Opal Vance", "2026-09-03")],
    meetings: ["2026-09-03"],
    compliance: ["off_channel"]
  }),
  labelled({
    id: "x12",
    household: "Lindqvist household",
    from: dana,
    to: ["Greta Lindqvist"],
    date: "2026-01-23",
    body: `Greta,

Thank you for coming in yesterday. The conversion from the traditional IRA ending in 9034 settled this morning.

I will update the cash flow plan for your retirement and send you the new version by February 6. You'll need to increase your withholding; please ask payroll for a new W-4 form.

Our next review is scheduled for July 23.

Dana Kim`,
    clients: ["Greta Lindqvist"],
    outside: [[dana, "contact"]],
    accounts: [account("TraditionalIRA", "9034", null, null)],
    events: [["Retirement", "Greta Lindqvist"]],
    actions: [
      promised("update the cash flow plan for your retirement", dana, null),
      promised("send you the new version", dana, "2026-02-06"),
      todo("increase your withholding", "Greta Lindqvist", null),
      todo("ask payroll for a new W-4 form", "Greta Lindqvist", null)
    ],
    meetings: ["2026-07-23"]
  })
]
