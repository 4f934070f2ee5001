/** Letters of other scripts that read as a Latin one (a part of Unicode's confusables that names are forged with). */
const confusable: Readonly<Record<string, string>> = {
  а: "a",
  ɑ: "a",
  α: "a",
  в: "b",
  с: "c",
  ϲ: "c",
  ԁ: "d",
  е: "e",
  ё: "e",
  ε: "e",
  һ: "h",
  і: "i",
  ı: "i",
  ι: "i",
  ј: "j",
  к: "k",
  κ: "k",
  ӏ: "l",
  м: "m",
  п: "n",
  ո: "n",
  о: "o",
  ο: "o",
  օ: "o",
  р: "p",
  ρ: "p",
  ԛ: "q",
  г: "r",
  ѕ: "s",
  т: "t",
  τ: "t",
  υ: "u",
  ս: "u",
  ν: "v",
  ѵ: "v",
  ѡ: "w",
  ԝ: "w",
  х: "x",
  χ: "x",
  у: "y",
  γ: "y"
}

/** Lower case, without marks, in Latin letters where a letter passes for one. */
export const latin = (text: string): string =>
  [
    ...text
      .toLowerCase()
      .normalize("NFKD")
      .replace(/[\p{M}\u200B-\u200F\u2060\u00AD\uFEFF]/gu, "")
  ]
    .map((letter) => confusable[letter] ?? letter)
    .join("")

/** What the eye takes for the same: `rn` and `m`, `1` and `l`, `0` and `o`. */
const skeleton = (label: string): string =>
  latin(label)
    .replaceAll("rn", "m")
    .replaceAll("vv", "w")
    .replaceAll("cl", "d")
    .replaceAll("0", "o")
    .replace(/[1i|]/g, "l")
    .replaceAll("5", "s")

/** Everybody may have an address there, so it proves nothing about who has it. */
const freeMail = new Set(
  "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com aol.com icloud.com me.com mac.com proton.me protonmail.com gmx.com gmx.net gmx.de web.de mail.com zoho.com fastmail.com comcast.net verizon.net att.net sbcglobal.net cox.net t-online.de orange.fr free.fr libero.it yandex.ru mail.ru qq.com 163.com".split(
    " "
  )
)

export const domainOf = (address: string): string => latinAscii(address.slice(address.lastIndexOf("@") + 1))

const latinAscii = (domain: string): string => domain.trim().toLowerCase().replace(/\.$/, "")

/** The part of a domain that somebody registered: without the hosts below it. */
export const registered = (domain: string): string => {
  const labels = domain.split(".")
  const second = labels.at(-2) ?? ""
  const wide = (labels.at(-1) ?? "").length === 2 && /^(?:co|com|org|net|ac|gov|edu|or|ne)$/.test(second)
  return labels.slice(wide ? -3 : -2).join(".")
}

export const isFreeMail = (domain: string): boolean => freeMail.has(registered(domain))

/** Letters to add, drop, change or swap between two words, as far as one. */
const withinOne = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1
  let [endA, endB] = [a.length, b.length]
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) {
    endA -= 1
    endB -= 1
  }
  const [restA, restB] = [a.slice(from, endA), b.slice(from, endB)]
  if (restA.length <= 1 && restB.length <= 1) return true
  return restA.length === 2 && restB.length === 2 && restA === `${restB[1]}${restB[0]}`
}

const label = (domain: string): string => domain.split(".")[0] ?? ""

/** Five letters hold enough for a slip of one to be no other word. */
const longEnough = 5

/** Whether `domain` passes for `known` and is another one. */
export const isLookalike = (domain: string, known: string): boolean => {
  const [one, other] = [registered(domain), registered(known)]
  if (one === other || isFreeMail(one)) return false
  const [mine, theirs] = [label(one), label(other)]
  if (theirs.length < longEnough) return skeleton(one) === skeleton(other)
  if (skeleton(mine) === skeleton(theirs)) return mine !== theirs || !isFreeMail(other)
  // RFC 3492: the letters of ASCII stand before the last hyphen, those of other scripts are told behind it.
  const plain = mine.startsWith("xn--") ? mine.slice(4, mine.lastIndexOf("-")) : mine
  if (withinOne(plain, theirs)) return true
  return !isFreeMail(other) && theirs.length > longEnough && plain.split("-").includes(theirs)
}
