import type { Role } from "../platform/actor.js";

/**
 * How far an action reaches, from the bureau of the actor:
 * ANY: not about a bureau's rows; OWN: rows of the acting bureau; BENEATH: only rows of bureaus beneath it;
 * REGION: its own and all beneath it; PROVINCE: besides, what belongs to its province as a whole.
 */
export type Reach = "ANY" | "OWN" | "BENEATH" | "REGION" | "PROVINCE";

/** The scopes of API clients (OAuth 2.0), each a set of actions. */
export const clientScopes = [
  "directory.read",
  "tickets.read",
  "tickets.register",
  "tickets.review",
  "tickets.handle",
  "contacts.read",
  "administration",
  "audit.read",
] as const;

/** A scope of an API client. */
export type ClientScope = (typeof clientScopes)[number];

interface ActionRule {
  /** The roles that hold the action; "EVERY" for everyone signed in. */
  roles: readonly Role[] | "EVERY";
  reach: Reach;
  scope: ClientScope;
  /** Who may do what to whom, in words. */
  sentence: string;
}

const rule = (roles: readonly Role[] | "EVERY", reach: Reach, scope: ClientScope, sentence: string): ActionRule => ({
  roles,
  reach,
  scope,
  sentence,
});

const readers = [
  "OPERATOR",
  "DISPATCHER",
  "HANDLER",
  "SUPERVISOR",
  "ANALYST",
  "SHIFT_MANAGER",
  "PRICE_SUPERVISOR",
] as const;

/** THE table of actions: who may do what to whom. Nothing else decides it. */
export const actions = {
  "directory.read": rule(
    "EVERY",
    "ANY",
    "directory.read",
    "Everyone signed in reads divisions, bureaus and dictionaries in force.",
  ),
  "viewer.read": rule("EVERY", "ANY", "directory.read", "Everyone signed in reads who he is and what he may do."),
  "token.revoke": rule("EVERY", "ANY", "directory.read", "A client revokes a token of its own."),
  "ticket.read": rule(
    readers,
    "REGION",
    "tickets.read",
    "Those who work on tickets read those of their bureau and beneath it; a department only those of its line or its own.",
  ),
  "ticket.advise": rule(
    ["OPERATOR", "DISPATCHER", "HANDLER", "SUPERVISOR"],
    "ANY",
    "directory.read",
    "Those who route tickets ask which bureau is competent.",
  ),

  "ticket.register": rule(["OPERATOR"], "OWN", "tickets.register", "An operator registers for his own bureau."),
  "ticket.amend": rule(
    ["OPERATOR"],
    "OWN",
    "tickets.register",
    "An operator completes an entry that his bureau holds and has not yet passed on.",
  ),
  "ticket.submit": rule(["OPERATOR"], "OWN", "tickets.register", "An operator passes an entry on to review."),
  "ticket.answer": rule(
    ["OPERATOR", "HANDLER"],
    "OWN",
    "tickets.register",
    "An operator or handler answers a consultation that his bureau holds.",
  ),
  "ticket.escalate": rule(
    ["OPERATOR"],
    "OWN",
    "tickets.register",
    "An operator passes a consultation on that he cannot answer.",
  ),

  "ticket.returnToOperator": rule(
    ["DISPATCHER"],
    "OWN",
    "tickets.review",
    "A dispatcher sends an entry back to be completed.",
  ),
  "ticket.reclassify": rule(
    ["DISPATCHER"],
    "OWN",
    "tickets.review",
    "A dispatcher corrects class, goods and topics of an entry under review.",
  ),
  "ticket.split": rule(
    ["DISPATCHER"],
    "OWN",
    "tickets.review",
    "A dispatcher splits mixed material into two linked tickets.",
  ),
  "ticket.trace": rule(
    ["DISPATCHER"],
    "OWN",
    "tickets.review",
    "A dispatcher puts a ticket on the list for joint tracing, or takes it off.",
  ),
  "ticket.dispatch": rule(
    ["DISPATCHER"],
    "OWN",
    "tickets.review",
    "A dispatcher sends a ticket that his bureau holds to a bureau beneath or to a unit of the same level.",
  ),

  "ticket.sign": rule(["HANDLER"], "OWN", "tickets.handle", "A handler signs for a ticket dispatched to his bureau."),
  "ticket.returnToCentre": rule(
    ["HANDLER", "DISPATCHER"],
    "OWN",
    "tickets.handle",
    "A bureau without power returns a ticket to whoever dispatched it, and never passes it on.",
  ),
  "ticket.check": rule(
    ["HANDLER"],
    "OWN",
    "tickets.handle",
    "A handler checks a complaint, asks for materials and notes that they came.",
  ),
  "ticket.accept": rule(["HANDLER"], "OWN", "tickets.handle", "A handler accepts a complaint."),
  "ticket.refuse": rule(["HANDLER"], "OWN", "tickets.handle", "A handler refuses a complaint on a ground of law."),
  "ticket.mediate": rule(
    ["HANDLER"],
    "OWN",
    "tickets.handle",
    "A handler mediates, suspends for a recusal, sends to testing, and goes on.",
  ),
  "ticket.settle": rule(["HANDLER"], "OWN", "tickets.handle", "A handler records a settlement."),
  "ticket.terminate": rule(["HANDLER"], "OWN", "tickets.handle", "A handler ends a mediation on a ground of law."),
  "ticket.verify": rule(["HANDLER"], "OWN", "tickets.handle", "A handler verifies a report."),
  "ticket.decideCase": rule(
    ["HANDLER"],
    "OWN",
    "tickets.handle",
    "A handler records that a case is filed or not filed, that a report is repeated, or that it was referred.",
  ),
  "ticket.close": rule(["HANDLER"], "OWN", "tickets.handle", "A handler closes a decided ticket."),
  "ticket.feedback": rule(
    ["HANDLER", "OPERATOR"],
    "OWN",
    "tickets.handle",
    "A handler or operator records that the citizen was told.",
  ),
  "ticket.archive": rule(
    ["HANDLER", "OPERATOR"],
    "OWN",
    "tickets.handle",
    "A handler or operator archives a closed ticket that his bureau holds.",
  ),
  "contact.reveal": rule(
    ["OPERATOR", "DISPATCHER", "HANDLER"],
    "OWN",
    "contacts.read",
    "Those whose bureau holds or registered a ticket read its contact for a purpose that is logged; a reporter's only those who handle the case.",
  ),

  "bureau.reorganise": rule(
    ["ADMINISTRATOR"],
    "BENEATH",
    "administration",
    "An administrator founds, renames, moves, merges and splits bureaus beneath his own.",
  ),
  "person.read": rule(
    ["ADMINISTRATOR"],
    "REGION",
    "administration",
    "An administrator reads the people of his own subtree.",
  ),
  "person.manage": rule(
    ["ADMINISTRATOR"],
    "REGION",
    "administration",
    "An administrator adds, changes, locks and unlocks people of his own subtree.",
  ),
  "role.manage": rule(
    ["ADMINISTRATOR"],
    "REGION",
    "administration",
    "An administrator grants and withdraws roles at bureaus of his own subtree.",
  ),
  "client.read": rule(
    ["ADMINISTRATOR"],
    "REGION",
    "administration",
    "An administrator reads the API clients of his own subtree.",
  ),
  "client.manage": rule(
    ["ADMINISTRATOR"],
    "REGION",
    "administration",
    "An administrator makes, rotates and revokes API clients of his own subtree.",
  ),
  "issuer.manage": rule(
    ["ADMINISTRATOR"],
    "REGION",
    "administration",
    "An administrator registers outside issuers for bureaus of his own subtree.",
  ),
  "dictionary.manage": rule(
    ["ADMINISTRATOR"],
    "REGION",
    "administration",
    "An administrator adds and ends dictionary entries of his own subtree.",
  ),
  "audit.read": rule(["AUDITOR"], "REGION", "audit.read", "An auditor reads the audit of his own subtree."),
  "audit.witness": rule(
    ["AUDITOR"],
    "PROVINCE",
    "audit.read",
    "An auditor notes the head of the chain of his own province, the nation's that of any.",
  ),
} as const satisfies Record<string, ActionRule>;

/** The name of an action. */
export type Action = keyof typeof actions;

/** All actions, in the order of the table. */
export const actionNames = Object.keys(actions) as Action[];

/** Whether a text names an action. */
export function isAction(text: unknown): text is Action {
  return typeof text === "string" && Object.hasOwn(actions, text);
}
