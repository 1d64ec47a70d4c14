/** What a decoder throws where its input breaks the rules of its format or ends too early; it never reaches a user. */
export class Damage extends Error {}
