/** States and union territories of India: one form for a state's names, codes and Hindi name. */
import type { CodedRule } from './attribute.ts'
import { foldedText, readCoded } from './words.ts'

/** One line a state: its name, then other names and codes. */
const STATES: readonly string[] = [
  'andaman and nicobar islands|andaman nicobar|andaman and nicobar|an|अंडमान और निकोबार द्वीपसमूह',
  'andhra pradesh|ap|andhra|आंध्र प्रदेश',
  'arunachal pradesh|ar|arunachal|अरुणाचल प्रदेश',
  'assam|as|असम',
  'bihar|br|बिहार',
  'chandigarh|ch|चंडीगढ़',
  'chhattisgarh|cg|ct|chattisgarh|chhatisgarh|छत्तीसगढ़',
  'dadra and nagar haveli and daman and diu|dadra and nagar haveli|daman and diu|dn|dd|dh',
  'delhi|dl|nct of delhi|new delhi|delhi nct|दिल्ली',
  'goa|ga|गोवा',
  'gujarat|gj|गुजरात',
  'haryana|hr|हरियाणा',
  'himachal pradesh|hp|himachal|हिमाचल प्रदेश',
  'jammu and kashmir|jk|j k|j and k|jammu kashmir|जम्मू और कश्मीर',
  'jharkhand|jh|झारखंड|झारखण्ड',
  'karnataka|ka|कर्नाटक',
  'kerala|kl|केरल',
  'ladakh|la|लद्दाख',
  'lakshadweep|ld|लक्षद्वीप',
  'madhya pradesh|mp|मध्य प्रदेश',
  'maharashtra|mh|महाराष्ट्र',
  'manipur|mn|मणिपुर',
  'meghalaya|ml|मेघालय',
  'mizoram|mz|मिज़ोरम|मिजोरम',
  'nagaland|nl|नागालैंड',
  'odisha|od|or|orissa|ओडिशा|उड़ीसा',
  'puducherry|py|pondicherry|पुडुचेरी',
  'punjab|pb|पंजाब',
  'rajasthan|rj|राजस्थान',
  'sikkim|sk|सिक्किम',
  'tamil nadu|tn|tamilnadu|तमिलनाडु|तमिल नाडु',
  'telangana|ts|tg|telengana|तेलंगाना',
  'tripura|tr|त्रिपुरा',
  'uttar pradesh|up|उत्तर प्रदेश',
  'uttarakhand|uk|ut|uttaranchal|उत्तराखंड|उत्तराखण्ड',
  'west bengal|wb|पश्चिम बंगाल',
]

const BY_NAME: ReadonlyMap<string, string> = new Map(
  STATES.flatMap((line) => {
    const names = line.split('|')
    return names.map((name) => [foldedText(name), names[0] ?? name] as const)
  }),
)

/** The state that a folded text names, or `undefined`. */
export const stateNamed = (text: string): string | undefined => BY_NAME.get(foldedText(text))

export const state: CodedRule = {
  attribute: 'state',
  shape: 'coded',
  version: '1',
  parse: (text) => readCoded(text, (clean) => stateNamed(clean) ?? foldedText(clean)),
}
