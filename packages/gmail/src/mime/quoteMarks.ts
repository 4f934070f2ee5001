/** The line says that what follows was written earlier by somebody else. */
const attributions: ReadonlyArray<RegExp> = [
  /^[-\s>]*On\b.{4,300}\bwrote\b\s*[:-]*\s*$/is,
  /^[-\s>]*(?:Le|Il)\b.{4,300}\b(?:a écrit|ha scritto)\s*:\s*$/is,
  /^[-\s>]*(?:Am|El|Em|Op|Den|W dniu|Dne|Na|V)\b.{4,300}(?:schrieb|escribió|escreveu|schreef|skrev|napisał(?:\(a\))?|napsal|написал)\b.{0,200}:\s*$/is,
  /^.{2,200}<?\S+@\S+>?.{0,40}(?:schrieb|skrev|escribió|wrote)\b.{0,120}:\s*$/is,
  /^[-\s>]*(?:在)?\s*\d{4}\s*年.{2,200}(?:写道|寫道|書きました|のメール)\s*[:：]\s*$/is,
  /^[-\s>]*\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.{2,200}<\S+@\S+>\s*:\s*$/is
]

/** A line that may open an attribution, so that only then are the next lines joined to it. */
const opening =
  /^[-\s>]*(?:On|Le|Il|Am|El|Em|Op|Den|W dniu|Dne|Na|V)\s+\S|^[-\s>]*(?:在\s*)?\d{4}\s*[年/.-]|<\S+@\S+>.{0,40}(?:schrieb|skrev|escribió|wrote)\b/

/** Its date is on the first line: "On this day" opens a sentence, "On 28 Jan" an attribution. */
export const mayOpenAttribution = (line: string): boolean => opening.test(line) && /\d|@/.test(line)

export const isAttribution = (joined: string): boolean => attributions.some((pattern) => pattern.test(joined))

/** From here to the end is an earlier message, whatever follows. */
const separators: ReadonlyArray<RegExp> = [
  /^\s*-{2,}\s*(?:Original Message|Original Appointment|Ursprüngliche Nachricht|Mensaje original|Message d'origine|Message transféré|Messaggio originale|Mensagem original|Oorspronkelijk bericht|Oprindelig meddelelse|Opprinnelig melding|Ursprungligt meddelande|Исходное сообщение|Vorige bericht|原始邮件)\s*-{2,}\s*$/i,
  /^\s*-{3,}\s*(?:Forwarded message|Weitergeleitete Nachricht|Mensaje reenviado|Message transféré|Messaggio inoltrato|Mensagem encaminhada|Doorgestuurd bericht|Videresendt melding|Vidarebefordrat meddelande|Пересылаемое сообщение|転送メッセージ)\s*-{3,}\s*$/i,
  /^\s*Begin forwarded message:\s*$/i,
  /^\s*-{3,}\s*On\b.{4,200}\bwrote\s*-{3,}\s*$/i
]

export const isSeparator = (line: string): boolean => separators.some((pattern) => pattern.test(line))

const fromField = /^[\s*_]*(?:From|Von|De|Da|Van|Fra|Från|Od|От|差出人|发件人|寄件者)[*_]*\s*[:：]\s*\S/i
const otherField =
  /^[\s*_]*(?:Sent|Date|To|Cc|Subject|Gesendet|Datum|An|Betreff|Enviado(?: el)?|Fecha|Para|Asunto|Envoyé|À|Objet|Inviato|Data|Oggetto|Enviada(?: em)?|Assunto|Verzonden|Aan|Onderwerp|Sendt|Til|Emne|Skickat|Till|Ämne|Wysłano|Do|Temat|Отправлено|Кому|Тема|日時|宛先|件名|发送时间|收件人|主题|日期)[*_]*\s*[:：]/i

/** A mail program's copy of the header of the quoted message: a from line and two more fields close below it. */
export const opensHeaderBlock = (lines: ReadonlyArray<string>, at: number): boolean =>
  fromField.test(lines[at] ?? "") && lines.slice(at + 1, at + 7).filter((line) => otherField.test(line)).length >= 2

export const isQuoteLine = (line: string): boolean => /^\s{0,3}>/.test(line)

export const isBlank = (line: string): boolean => line.trim() === ""

export const isRule = (line: string): boolean => /^\s*_{8,}\s*$|^\s*-{8,}\s*$/.test(line)
