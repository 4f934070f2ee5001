import { account, type LabelledMail, labelled, promised, todo } from "./LabelledMail.ts"

const dana = "Dana Kim"
const to = [dana]

/**
 * Written by hand before the rules were run over them, in the wording of many
 * people. Rules may be corrected by these.
 */
export const handWritten: ReadonlyArray<LabelledMail> = [
  labelled({
    id: "h01",
    household: "Okafor household",
    from: "Ngozi Okafor",
    to,
    date: "2026-01-12",
    body: `Dana,

Quick one before I forget. Chidi signed the papers on Friday, so he starts his new job at Medtronic on February 2. His old 401(k) at Fidelity is still sitting there. Could you walk us through the rollover? I'd rather not miss the window.

Also our youngest, Adaeze, got accepted to Howard!! She is over the moon.

Ngozi`,
    clients: ["Ngozi Okafor", "Chidi Okafor", "Adaeze Okafor"],
    outside: [[dana, "contact"]],
    accounts: [account("Plan401k", null, "Fidelity", "Chidi Okafor")],
    events: [
      ["JobChange", "Chidi Okafor"],
      ["CollegeStart", "Adaeze Okafor"]
    ],
    actions: [todo("walk us through the rollover", dana, null)],
    kin: [["Ngozi Okafor", "parentOf", "Adaeze Okafor"]]
  }),
  labelled({
    id: "h02",
    household: "Delgado household",
    from: dana,
    to: ["Rafael Delgado"],
    date: "2026-01-15",
    body: `Hi Rafael,

Good talking today. Here is what we agreed:

Next steps
- Dana: request the transfer forms from Vanguard by January 20
- Rafael: find the cost basis statements for the brokerage account
- Rafael: sign the new advisory agreement by 1/30/2026

We also set the annual review for Tuesday, February 17, at 2pm.

Best,
Dana Kim, CFP`,
    clients: ["Rafael Delgado"],
    outside: [[dana, "contact"]],
    accounts: [account("Brokerage", null, null, null)],
    actions: [
      todo("request the transfer forms from Vanguard", dana, "2026-01-20"),
      todo("find the cost basis statements for the brokerage account", "Rafael Delgado", null),
      todo("sign the new advisory agreement", "Rafael Delgado", "2026-01-30")
    ],
    meetings: ["2026-02-17"]
  }),
  labelled({
    id: "h03",
    household: "Whitcomb family",
    from: "Eleanor Whitcomb",
    to,
    date: "2026-02-03",
    body: `Dear Dana,

I am sorry to have to write this. My husband Arthur passed away on Sunday morning. The funeral is on Saturday.

I don't know where to begin with the paperwork. Our attorney, Miriam Feld, said the Schwab trust account ending in 2207 has to be retitled. Would you please call her this week?

With thanks,
Eleanor Whitcomb`,
    clients: ["Eleanor Whitcomb", "Arthur Whitcomb"],
    outside: [
      [dana, "contact"],
      ["Miriam Feld", "attorney"]
    ],
    accounts: [account("Trust", "2207", "Schwab", null)],
    events: [["Death", "Arthur Whitcomb"]],
    actions: [
      todo("the Schwab trust account ending in 2207 has to be retitled", null, null),
      todo("call her this week", dana, null)
    ],
    kin: [["Eleanor Whitcomb", "spouseOf", "Arthur Whitcomb"]]
  }),
  labelled({
    id: "h04",
    household: "Nguyen household",
    from: "Linh Nguyen",
    to,
    date: "2026-03-02",
    body: `hi dana - we close on the new house March 27!! need to move $85,000 from the joint account (ending 6613) to checking before then. can you set that up? Tom will send the wiring instructions from the title company tomorrow.

thx
linh`,
    clients: ["Linh Nguyen", "Tom Nguyen"],
    outside: [[dana, "contact"]],
    accounts: [account("Brokerage", "6613", null, null), account("Checking", null, null, null)],
    events: [["HomePurchase", "Linh Nguyen"]],
    actions: [
      todo("move $85,000 from the joint account to checking", "Linh Nguyen", null),
      todo("set that up", dana, null),
      todo("send the wiring instructions from the title company", "Tom Nguyen", "2026-03-03")
    ]
  }),
  labelled({
    id: "h05",
    household: "Rosenberg household",
    from: "Saul Rosenberg",
    to,
    date: "2026-01-20",
    body: `Dana -

A fellow at the club is putting people into a private note that he says cannot lose money. Guaranteed 11% a year, paid monthly. I told him I would ask you first. What do you make of it?

Saul`,
    clients: ["Saul Rosenberg"],
    outside: [[dana, "contact"]],
    compliance: ["no_risk", "assured_result"]
  }),
  labelled({
    id: "h06",
    household: "MacAllister household",
    from: dana,
    to: ["Fiona MacAllister", "Ewan MacAllister"],
    date: "2026-02-09",
    body: `Fiona and Ewan,

Congratulations again on the engagement of your daughter Isla! Before the spring we have three open points.

1. Please return the signed beneficiary form for the Roth by February 20.
2. Ewan needs to confirm whether his pension pays out monthly.
3. I will prepare a comparison of the two 529 plans and send it by the end of the month.

As always, no one can guarantee returns, so the comparison shows ranges.

Dana`,
    clients: ["Fiona MacAllister", "Ewan MacAllister", "Isla MacAllister"],
    outside: [[dana, "contact"]],
    accounts: [account("RothIRA", null, null, null), account("Plan529", null, null, null)],
    events: [["Engagement", "Isla MacAllister"]],
    actions: [
      todo("return the signed beneficiary form for the Roth", null, "2026-02-20"),
      todo("confirm whether his pension pays out monthly", "Ewan MacAllister", null),
      promised("prepare a comparison of the two 529 plans", dana, null),
      promised("send it by the end of the month", dana, "2026-02-28")
    ]
  }),
  labelled({
    id: "h07",
    household: "Patel household",
    from: "Anjali Patel",
    to,
    date: "2026-04-01",
    body: `Hi Dana,

Our CPA, Bob Lee, needs the 1099 from the Fidelity brokerage account before April 10. I've already uploaded the K-1s to the portal.

Vikram turned 65 last week, so Medicare is next on the list. Do we need to do anything about his HSA?

Anjali Patel`,
    clients: ["Anjali Patel", "Vikram Patel"],
    outside: [
      [dana, "contact"],
      ["Bob Lee", "accountant"]
    ],
    accounts: [account("Brokerage", null, "Fidelity", null), account("HSA", null, null, "Vikram Patel")],
    events: [["MilestoneBirthday", "Vikram Patel"]]
  }),
  labelled({
    id: "h08",
    household: "Lindqvist household",
    from: "Greta Lindqvist",
    to,
    date: "2026-01-08",
    body: `Dana,

Following up on our conversation. I decided to go ahead with the Roth conversion: $40,000 out of my traditional IRA at Vanguard (last four 9034). I would like you to do it before January 31 if possible.

I'll be retiring at the end of June, after 31 years. Hard to believe.

Can we meet on January 22? I am free after lunch.

Greta`,
    clients: ["Greta Lindqvist"],
    outside: [[dana, "contact"]],
    accounts: [account("TraditionalIRA", "9034", "Vanguard", "Greta Lindqvist")],
    events: [["Retirement", "Greta Lindqvist"]],
    actions: [todo("do it before January 31", dana, "2026-01-31")],
    meetings: ["2026-01-22"]
  }),
  labelled({
    id: "h09",
    household: "Brennan household",
    from: "Kevin Brennan",
    to,
    date: "2026-02-24",
    body: `Dana,

It's official, Shauna and I are getting divorced. My lawyer (Paula Reyes) will be in touch about the QDRO for my 401k. Please don't talk to anyone else about this yet.

I will send you the separation agreement once it is signed. Let's talk Thursday.

Kevin`,
    clients: ["Kevin Brennan", "Shauna Brennan"],
    outside: [
      [dana, "contact"],
      ["Paula Reyes", "attorney"]
    ],
    accounts: [account("Plan401k", null, null, "Kevin Brennan")],
    events: [["Divorce", "Kevin Brennan"]],
    actions: [promised("send you the separation agreement once it is signed", "Kevin Brennan", null)]
  }),
  labelled({
    id: "h10",
    household: "Castellanos household",
    from: "Marisol Castellanos",
    to,
    date: "2026-03-16",
    body: `Good morning Dana,

My father died in January and left me about $310,000, most of it in an inherited IRA at Merrill. The estate attorney says we have ten years to take it out.

Two questions:
- what do we do with the house in Tucson? We plan to sell it in the fall.
- could you estimate the tax on the withdrawals?

I can send the statements tonight.

Marisol`,
    clients: ["Marisol Castellanos"],
    outside: [[dana, "contact"]],
    accounts: [account("InheritedIRA", null, "Merrill", null)],
    events: [
      ["Death", "Marisol Castellanos"],
      ["Inheritance", "Marisol Castellanos"]
    ],
    actions: [todo("estimate the tax on the withdrawals", dana, null)]
  }),
  labelled({
    id: "h11",
    household: "Huang household",
    from: "Wei Huang",
    to,
    date: "2026-02-11",
    body: `Dana,

Thanks for the plan. A few updates: Mei was laid off last Friday. She gets four months of severance. We are holding off on the kitchen.

We'll keep contributing to the 529 for Lucas, but please pause the monthly transfer to the brokerage account.

Wei

On Mon, Feb 9, 2026 at 4:11 PM Dana Kim <dana@alderfinch.example> wrote:
> Wei, I will send the updated plan by Wednesday. Please review the cash section.
> Dana`,
    quotedFrom: "On Mon, Feb 9, 2026",
    clients: ["Wei Huang", "Mei Huang", "Lucas Huang"],
    outside: [[dana, "contact"]],
    accounts: [account("Plan529", null, null, null), account("Brokerage", null, null, null)],
    events: [["JobLoss", "Mei Huang"]],
    actions: [todo("pause the monthly transfer to the brokerage account", dana, null)]
  }),
  labelled({
    id: "h12",
    household: "Thompson household",
    from: "Sarah Thompson",
    to,
    date: "2026-01-27",
    body: `Hi Dana,

John asked me to pass this along. The Traditional IRA (…4521) shows $412,880.17 on the year-end statement; is that before or after the RMD?

Emily's graduation is June 14. We want to open a Roth IRA for her once she has earned income.

We will both come by your office on Feb 10 for the review. Bring coffee :)

Sarah`,
    clients: ["Sarah Thompson", "John Thompson", "Emily Thompson"],
    outside: [[dana, "contact"]],
    accounts: [account("TraditionalIRA", "4521", null, null)],
    events: [["Graduation", "Emily Thompson"]],
    meetings: ["2026-02-10"]
  }),
  labelled({
    id: "h13",
    household: "Abernathy household",
    from: "Walter Abernathy",
    to,
    date: "2026-05-04",
    body: `Dana:

My neighbor swears this annuity is a sure thing with zero risk and a 9% payout. He also asked whether I could take part of it in cash so it stays off the books. I said no. You may want to know people are being pitched this.

On another matter, I mailed the gift letter for my granddaughter Posy on Friday.

Walt`,
    clients: ["Walter Abernathy", "Posy Abernathy"],
    outside: [[dana, "contact"]],
    accounts: [],
    compliance: ["no_risk", "no_risk", "unreported_income"]
  }),
  labelled({
    id: "h14",
    household: "Sandoval household",
    from: "Beatriz Sandoval",
    to,
    date: "2026-06-10",
    body: `Dana,

We had the baby! Mateo Luis was born on June 6, 7 lbs 3 oz. Everyone is healthy and nobody is sleeping.

When things calm down we need to update our wills and add him to the health plan. I have to file the form with HR by July 6.

Bea`,
    clients: ["Beatriz Sandoval", "Mateo Sandoval"],
    outside: [[dana, "contact"]],
    events: [["Birth", "Mateo Sandoval"]],
    actions: [
      todo("update our wills", "Beatriz Sandoval", null),
      todo("add him to the health plan", "Beatriz Sandoval", null),
      todo("file the form with HR", "Beatriz Sandoval", "2026-07-06")
    ]
  }),
  labelled({
    id: "h15",
    household: "Osterman household",
    from: dana,
    to: ["Peter Osterman"],
    date: "2026-09-01",
    body: `Peter,

Thank you for sending the statements. I see the SEP IRA at TD Ameritrade holds $128,400.00 and your Schwab Roth IRA, account ending 7719, holds $64,250.00.

To finish the application I still need a copy of your driver's license. Could you send it by Friday? I'll call the custodian tomorrow about the missing page.

Dana Kim
Alder & Finch`,
    clients: ["Peter Osterman"],
    outside: [[dana, "contact"]],
    accounts: [account("SepIRA", null, "TD Ameritrade", null), account("RothIRA", "7719", "Schwab", "Peter Osterman")],
    actions: [
      todo("send it by Friday", "Peter Osterman", "2026-09-04"),
      promised("call the custodian about the missing page", dana, "2026-09-02")
    ]
  }),
  labelled({
    id: "h16",
    household: "Fairbanks household",
    from: "Louise Fairbanks",
    to,
    date: "2026-07-20",
    body: `Dana dear,

Harold had his hip replacement on Thursday and is home. He won't be driving for six weeks.

Would you mind rescheduling our July 29 review? August 12 works for us.

And please make sure the RMD gets taken from his IRA this year, we forgot once before.

Louise`,
    clients: ["Louise Fairbanks", "Harold Fairbanks"],
    outside: [[dana, "contact"]],
    accounts: [account("IRA", null, null, "Harold Fairbanks")],
    events: [["Illness", "Harold Fairbanks"]],
    actions: [
      todo("rescheduling our July 29 review", dana, null),
      todo("make sure the RMD gets taken from his IRA this year", dana, null)
    ],
    meetings: ["2026-08-12"]
  }),
  labelled({
    id: "h17",
    household: "Iyer household",
    from: "Ramesh Iyer",
    to,
    date: "2026-10-05",
    body: `Hello Dana,

The buyer came back with a revised offer, so it looks like I am selling my business after all. Closing is planned for November 20. Kavita and I want to put part of the proceeds into a donor-advised fund before year-end.

Can you run the numbers on that? I will forward the letter of intent tomorrow.

Regards,
Ramesh Iyer`,
    clients: ["Ramesh Iyer", "Kavita Iyer"],
    outside: [[dana, "contact"]],
    events: [["BusinessSale", "Ramesh Iyer"]],
    actions: [todo("run the numbers on that", dana, null), promised("forward the letter of intent", "Ramesh Iyer", "2026-10-06")]
  }),
  labelled({
    id: "h18",
    household: "Thompson household",
    from: "Bob Lee",
    to: [dana],
    date: "2026-02-18",
    body: `Dana,

I prepare the return for John and Sarah Thompson. For Form 8606 I need the basis in John's traditional IRA as of 12/31/2025. Please send the contribution history by March 3.

I'll file the extension if the K-1 has not arrived by April 10.

Bob Lee, CPA
Lee & Partners LLP`,
    clients: ["John Thompson", "Sarah Thompson"],
    outside: [
      [dana, "contact"],
      ["Bob Lee", "accountant"]
    ],
    accounts: [account("TraditionalIRA", null, null, "John Thompson")],
    actions: [todo("send the contribution history", dana, "2026-03-03"), promised("file the extension", "Bob Lee", null)]
  }),
  labelled({
    id: "h19",
    household: "Kowalczyk household",
    from: "Piotr Kowalczyk",
    to,
    date: "2026-08-03",
    body: `Dana, we are moving to Portland in October. Hanna accepted a position at OHSU. So: we are listing our house next week, and I need to find out what happens to the 403(b) she has at TIAA.

Who do I talk to about state taxes?

Piotr`,
    clients: ["Piotr Kowalczyk", "Hanna Kowalczyk"],
    outside: [[dana, "contact"]],
    accounts: [account("Plan403b", null, "TIAA", null)],
    events: [
      ["Relocation", "Piotr Kowalczyk"],
      ["JobChange", "Hanna Kowalczyk"],
      ["HomeSale", "Piotr Kowalczyk"]
    ],
    actions: [todo("find out what happens to the 403(b) she has at TIAA", "Piotr Kowalczyk", null)]
  }),
  labelled({
    id: "h20",
    household: "Delgado household",
    from: "Rafael Delgado",
    to,
    date: "2026-01-29",
    body: `I signed the new advisory agreement and sent the cost basis statements this morning. Anything else?

One more thing - my cousin works at the company and says the merger is not public yet but a lock. Ignore that, right?

Rafael`,
    clients: ["Rafael Delgado"],
    outside: [],
    compliance: ["inside_information"]
  }),
  labelled({
    id: "h21",
    household: "Thornton household",
    from: "Gwen Thornton",
    to,
    date: "2026-11-12",
    body: `Hi,

Please find attached the deed. My sister Carol Haines is the successor trustee, and her number is 541-555-0199.

The property tax bill of $6,214.18 is due December 10. Could your office pay it from the family trust account?

Gwen`,
    clients: ["Gwen Thornton"],
    outside: [["Carol Haines", "relative"]],
    accounts: [account("Trust", null, null, null)],
    actions: [
      todo("property tax bill is due December 10", null, "2026-12-10"),
      todo("pay it from the family trust account", dana, null)
    ]
  }),
  labelled({
    id: "h22",
    household: "Yamamoto household",
    from: "Kenji Yamamoto",
    to,
    date: "2026-03-30",
    body: `Dana,

Naomi and I got married on Saturday. Small ceremony, big relief. She has a 401(k) through Boeing and a Roth IRA with Fidelity, ending in 3345.

We should change the beneficiaries on everything. Please send whatever forms that takes.

Kenji`,
    clients: ["Kenji Yamamoto", "Naomi Yamamoto"],
    outside: [[dana, "contact"]],
    accounts: [account("RothIRA", "3345", "Fidelity", null)],
    events: [["Marriage", "Kenji Yamamoto"]],
    actions: [
      todo("change the beneficiaries on everything", "Kenji Yamamoto", null),
      todo("send whatever forms that takes", dana, null)
    ]
  }),
  labelled({
    id: "h23",
    household: "Whitcomb family",
    from: dana,
    to: ["Eleanor Whitcomb"],
    date: "2026-02-06",
    body: `Dear Eleanor,

We are so sorry. There is nothing you need to decide this month.

I spoke with Miriam Feld. She will draft the retitling letter and I will bring it to you next Wednesday. When you have a moment, please collect ten certified copies of the death certificate.

Warmly,
Dana`,
    clients: ["Eleanor Whitcomb"],
    outside: [
      [dana, "contact"],
      ["Miriam Feld", "contact"]
    ],
    actions: [
      todo("draft the retitling letter", "Miriam Feld", null),
      promised("bring it to you next Wednesday", dana, "2026-02-11"),
      todo("collect ten certified copies of the death certificate", "Eleanor Whitcomb", null)
    ]
  }),
  labelled({
    id: "h24",
    household: "Okafor household",
    from: "Chidi Okafor",
    to,
    date: "2026-02-19",
    body: `Dana, I rolled the Fidelity plan over yesterday. The check went to my rollover IRA at Schwab, #8842.

Text me on my personal phone next time, work is reading everything :)

Chidi`,
    clients: ["Chidi Okafor"],
    outside: [[dana, "contact"]],
    accounts: [account("RolloverIRA", "8842", "Schwab", "Chidi Okafor")],
    compliance: ["off_channel"]
  })
]
