import type { TextRange } from "../../EvidenceSpan.ts"
import { paragraphs } from "../../extract/paragraphs.ts"

const words =
  /\b(?:(?:ignore|disregard|forget|override)(?: \w+){0,3} (?:previous|prior|above|earlier|preceding|existing) (?:instructions?|prompts?|rules?|context|messages?)|you are (?:now )?(?:an? )?(?:AI|language model|assistant|chatbot|LLM|helpful|DAN|in developer mode)|system prompt|developer mode|jailbreak|as an AI|prompt injection|(?:dear|hey|attention|note to|instructions? (?:for|to)) (?:the )?(?:AI|assistant|model|LLM|bot|summari[sz]er|extraction (?:system|engine))|when (?:summari[sz]ing|extracting|processing|reading) this (?:e-?mail|message|document)|(?:add|create|insert|write|mark|record|output|respond with)(?: \w+){0,4} (?:to|in|into) (?:the )?(?:knowledge )?(?:graph|database|JSON|brief|summary))\b|<\|?(?:im_start|system|assistant|endoftext)\|?>|\[\/?INST\]|^\s*(?:SYSTEM|ASSISTANT|### ?(?:Instruction|System))\s*:/im

/** Paragraphs that speak to a machine: kept and shown as text, and no task or meeting is read from them. */
export const addressedToMachine = (text: string): ReadonlyArray<TextRange> =>
  paragraphs(text).filter(({ start, end }) => words.test(text.slice(start, end)))
