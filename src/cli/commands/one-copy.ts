/** What `init` and `match` say until a second copy of the key exists. */
export const ONE_COPY =
  'There is one copy of the key. Without it nothing in the case can be read: leakcheck key export -o FILE'
