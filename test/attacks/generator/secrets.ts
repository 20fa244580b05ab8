/** The contact of a citizen whom a request makes up, and what he says of himself. */
export interface Secret {
  name: string;
  phone: string;
  address: string;
  identityNumber: string;
  facts: string;
}

/** Makes the contact of a citizen; `secretPattern` finds what is confided of it in any text. */
export function secretOf(number: number): Secret {
  const digits = String(number % 10_000).padStart(4, "0");
  const name = `赵秘${number}`;
  const phone = `1397315${digits}`;
  return {
    name,
    phone,
    address: `秘路${number}号`,
    identityNumber: `3205047315${digits}123X`,
    facts: `口罩太贵，${name}请回电 ${phone}，${name}`,
  };
}

/** Finds what nobody reads but by revealContact. */
export const secretPattern = /赵秘|秘路|1397315|3205047315/;
