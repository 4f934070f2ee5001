const written = `
aaron abby abigail adam adrian aiden alan albert alejandro alex alexander alexandra alexis alfred alice alicia allan allison
amanda amber amelia amir amy ana anand andre andrea andrew andy angela angelo anika anita ann anna anne annette annie anthony
antonio anya april arash ariana arjun arlene arthur ashley audrey austin ava avery barbara barry beatrice becky ben benjamin
bernadette bernard beth bethany betty beverly bill bob bonnie brad bradley brandon brenda brendan brent brett brian brianna
bridget brittany bruce bryan caitlin caleb calvin cameron camila carl carla carlos carmen carol carole caroline carolyn
carrie catherine cathy cecilia cedric celia cesar chad charles charlie charlotte chelsea cheryl chloe chris christian christina
christine christopher cindy claire clara clarence claudia clayton clifford clint clyde cody colin colleen connie connor
conrad constance corey courtney craig cristina crystal curtis cynthia daisy dale damian dan dana daniel daniela danielle
danny daphne darlene darrell darren dave david dawn dean deborah debra deepa delia denise dennis derek desmond devin diana
diane diego dmitri dolores dominic don donald donna doris dorothy doug douglas duane dustin dwight dylan earl eddie edgar
edith edmund eduardo edward edwin eileen elaine eleanor elena eli elias elijah elisa elizabeth ella ellen elliot elliott emilia
emily emma enrique eric erica erik erin ernest esteban esther ethan eugene eva evan evelyn faith farah fatima felicia felix
fernando fiona florence frances francesca francis francisco frank franklin fred frederick gabriel gabriela gabrielle gail
gareth garrett gary gavin gene geoffrey george georgia gerald geraldine gerard gilbert gina giovanni glen glenn gloria gordon
greg gregory greta guillermo gustavo gwen hailey haley hannah hank harold harriet harry harvey hassan hazel heather hector
heidi helen henry herbert herman hiroshi holly howard hugh hugo ian ibrahim ines ingrid irene iris isaac isabel isabella
isaiah ivan jack jackie jackson jacob jacqueline jake jamal james jamie jane janet janice jared jasmine jason jasper javier
jay jean jeanette jeff jeffrey jenna jennifer jenny jeremiah jeremy jerome jerry jesse jessica jill jim jimmy joan joanna
joanne joe joel johan john johnny jonah jonathan jordan jorge jose joseph josephine josh joshua joyce juan juanita judith
judy julia julian juliana julie juliet julio june justin kaitlyn karen karim karina karl karla kate katherine kathleen kathryn
kathy katie katrina kavita kayla keith kelly ken kendra kenneth kenji kevin kim kimberly kirk kristen kristin kristina kurt
kyle lance larry latoya laura lauren laurie lawrence leah lee leila lena leo leon leonard leslie lester levi lewis liam
lila lillian lily linda lindsay lindsey lisa liz lloyd logan lois lorenzo lori lorraine louis louise lucas lucia lucille lucy luis
luke luther lydia lynn mackenzie madeline madison maggie malcolm manuel marc marcia marco marcus margaret maria mariah marian
marie marilyn mario marion marissa marjorie mark marlene marshall martha martin marvin mary mason mateo mathew matt matthew
maureen max maxwell maya megan mei melanie melinda melissa melvin mercedes meredith mia micah michael michele michelle miguel
mike mildred miles milton mina miranda miriam mitchell mohammed moira molly monica morgan myra nadia nancy naomi natalie
natasha nate nathan nathaniel neil nelson nicholas nick nicolas nicole nikhil nina noah noel noelle nora norma norman nina
olga oliver olivia omar oscar otto owen pablo paige pamela parker patricia patrick patty paul paula pauline pedro peggy
penelope penny pete peter philip phillip phoebe phyllis pierre preston priscilla priya quentin rachel rafael raj rajesh ralph
ramon randall randy raquel ravi ray raymond rebecca regina reginald renee rhonda ricardo richard rick ricky rita rob robert
roberta roberto robin rodney roger roland ron ronald rosa rosalie rosalind rose rosemary ross roxanne roy ruben ruby rudy
russell ruth ryan sabrina sally salma sam samantha samuel sandra sanjay sara sarah scott sean sebastian sergio seth shannon
sharon shaun shawn sheila sheldon shelley sherri sherry shirley sidney silvia simon simone sofia sonia sonya sophia sophie
spencer stacey stacy stan stella stephanie stephen steve steven stuart sue susan suzanne sven sylvia tamara tammy tanya tara
taylor ted teresa terrence terri terry thelma theo theodore theresa thomas tiffany tim timothy tina todd tom tommy toni tony
tracey tracy travis trevor tricia tristan tyler tyrone ursula valerie vanessa vera vernon veronica vicki victor victoria
vikram vince vincent viola violet virginia vivian wade wallace walter wanda warren wayne wendy wesley whitney will william
willie winston xavier yolanda yusuf yvonne zach zachary zoe`

/** Given names common in the United States, folded; a word of this list may name a person, and no more than that. */
export const givenNames: ReadonlySet<string> = new Set(written.trim().split(/\s+/))

/** Also ordinary words: a name only beside a surname, a kinship or a person already known. */
export const alsoWords: ReadonlySet<string> = new Set(
  "april june may will mark grace hope faith dawn joy rose ruby penny bill rob sue pat jay ray gene dean lance chad frank grant max miles dale jordan georgia virginia chelsea madison jackson lee taylor parker morgan marshall mason austin avery miranda rich art drew van iris violet daisy holly hazel amber crystal jasmine melody ginger olive robin carol christian nelson spencer preston warren wade earl duke".split(
    " "
  )
)

const short: Readonly<Record<string, string>> = {
  abby: "abigail",
  andy: "andrew",
  becky: "rebecca",
  ben: "benjamin",
  beth: "elizabeth",
  bill: "william",
  bob: "robert",
  brad: "bradley",
  cathy: "catherine",
  charlie: "charles",
  chris: "christopher",
  cindy: "cynthia",
  dan: "daniel",
  danny: "daniel",
  dave: "david",
  don: "donald",
  doug: "douglas",
  ed: "edward",
  fred: "frederick",
  greg: "gregory",
  jeff: "jeffrey",
  jenny: "jennifer",
  jim: "james",
  jimmy: "james",
  joe: "joseph",
  josh: "joshua",
  kate: "katherine",
  kathy: "katherine",
  katie: "katherine",
  ken: "kenneth",
  larry: "lawrence",
  liz: "elizabeth",
  maggie: "margaret",
  matt: "matthew",
  mike: "michael",
  nate: "nathaniel",
  nick: "nicholas",
  patty: "patricia",
  peggy: "margaret",
  pete: "peter",
  rick: "richard",
  rob: "robert",
  ron: "ronald",
  sam: "samuel",
  steve: "steven",
  stephen: "steven",
  sue: "susan",
  ted: "theodore",
  tim: "timothy",
  tom: "thomas",
  tony: "anthony",
  tommy: "thomas",
  vince: "vincent",
  will: "william",
  zach: "zachary"
}

/** Case and short forms taken away: `Bob` and `Robert` fold to one. */
export const foldedGiven = (name: string): string => {
  const lower = name.toLowerCase()
  return short[lower] ?? lower
}
