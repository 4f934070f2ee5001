const plain =
  "send|e-?mail|mail|forward|provide|prepare|file|call|phone|text|get|follow|share|upload|sign|return|submit|complete|finish|finali[sz]e|schedule|set|draft|review|deliver|update|confirm|check|bring|drop|post|fax|ship|look|ask|order|book|write|fill|gather|pull|put|arrange|open|close|transfer|move|talk|speak|reach|come back|reply|respond|pay|wire|make|process|initiate|submit|run|research|compare|calculate|estimate|model|rebalance|sell|buy|convert|withdraw|contribute|fund|deposit|roll|consolidate|change|add|remove|verify|collect|find|dig|scan|print|attach|discuss|coordinate|work on|decide|choose|pick|select|renew|cancel|enroll|apply|register|request|notify|tell|inform|contact|touch base|swing by|stop by|visit|take|give|hand|analy[sz]e|assess|evaluate|summari[sz]e|document|record|track|monitor|revisit|amend|revise|correct|fix|resolve|settle|cover|increase|decrease|raise|lower|adjust|reduce|line|sort|walk|go over|go through|explain|show|introduce|connect|loop|copy|include|liquidate|trade|invest|allocate|harvest|gift|donate|retitle|refinance|freeze|dispute|claim|download|export|link|authori[sz]e|approve|execute|notari[sz]e|e-?sign|docusign|reschedule|postpone|circle back|ping|nail|lock|figure|map|lay|draw up|set aside|reimburse|start|begin|establish|create|name|designate|appoint|meet with|have|let|double-?check|chase|hold|track down|pass|relay|turn in|drop off|look up|look into"

/** Base forms of what people undertake or ask for. */
export const verb = `(?:${plain})\\b`

export const participle =
  "(?:sent|mailed|e-?mailed|signed|returned|filed|completed|finished|submitted|paid|reviewed|updated|confirmed|scheduled|opened|closed|transferred|moved|funded|processed|provided|delivered|notarized|renewed|uploaded|corrected|made|taken|done|changed|added|removed|set up|filled out|filled in|retitled|rebalanced|verified|converted|withdrawn|finalized|e-?signed|amended|re-?signed|witnessed)"

const adverb =
  "(?:definitely|certainly|also|then|personally|gladly|happily|please|just|kindly|possibly|maybe|both|still|probably|immediately|now|first|quickly|be sure to|make sure to|be able to|go ahead and|try to|have (?:my|our) \\w+(?: \\w+)?(?= (?:to )?\\w))"
export const adverbs = `(?:\\s+${adverb}){0,3}`

/** What comes after the verb and makes no task of it: courtesies, and the taking of time. */
export const emptyAct =
  /^(?:let (?:me|us|you|him|her|them) know(?:\s+(?:if|whether|how|what|when|your thoughts)\b.*)?$|let me know\b|let us know\b|take care$|take your time|get together|look forward|make sense|have (?:a|any|questions|been|no|to|fun|time|some time|one|it all|the same)\b|find (?:it|that|out if)|get (?:older|married|back to normal|well|better)|come back (?:home|from)|go over there|call it|give (?:me|us) a (?:call|ring|shout) if|hold on|check (?:it|this) out|feel free|reach out (?:if|with any|anytime|any time)|contact (?:me|us) (?:if|with any)|call (?:me|us)? ?(?:if|with any)|take a (?:break|vacation|trip)|start (?:school|college|work|a new|her|his|my|at)|begin (?:school|college|her|his|my)|move (?:to [A-Z]|back|out|in with)|buy (?:a|the|our) (?:house|home|condo)|sell (?:the|our|my) (?:house|home|business|company)|get engaged|open (?:up )?about|tell you how|show up|excuse|note that|accept|find attached|see|enjoy|have him|get a chance)/i

export const conditional =
  /\b(?:if|unless|whether|provided that|assuming|in case|would have|could have|should have|might|hope to|hoping to|wish|not sure|don['’]t think|do not think|doubt|used to|instead of|rather than)\b/i

export const negated =
  /\b(?:won['’]t|will not|not going to|don['’]t|do not|didn['’]t|did not|never|no longer|no need to|needn['’]t|cannot|can['’]t|not)\s*$/i

export const reported = /\b(?:said|says|told (?:me|us)|mentioned|wrote|thought|claimed|heard) (?:that )?(?:\w+ ){0,3}$/i
