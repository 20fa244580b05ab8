import { type Role, roles } from "../platform/actor.js";

/**
 * How far an action reaches, from the bureau of the actor:
 * ANY: not about a bureau's rows; OWN: rows of the acting bureau; BENEATH: only rows of bureaus beneath it;
 * REGION: its own and all beneath it; AREA: the same, and for a centre all of the region that it acts for; PROVINCE: besides, what belongs to its province as a whole.
 */
export type Reach = "ANY" | "OWN" | "BENEATH" | "REGION" | "AREA" | "PROVINCE";

/** The scopes of API clients (OAuth 2.0), each a set of actions. */
export const clientScopes = [
  "directory.read",
  "tickets.read",
  "statistics.read",
  "tickets.register",
  "tickets.review",
  "tickets.handle",
  "tickets.supervise",
  "tickets.export",
  "price.desk",
  "contacts.read",
  "calls.write",
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
  "HEAD",
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
  "change.read": rule(
    readers,
    "REGION",
    "tickets.read",
    "Those who work on tickets are told of what changes in their sight: of each thing as far as they may read it.",
  ),
  "ticket.advise": rule(
    ["OPERATOR", "DISPATCHER", "HANDLER", "HEAD", "SUPERVISOR"],
    "ANY",
    "directory.read",
    "Those who route tickets ask which bureau is competent.",
  ),

  "statistics.read": rule(
    ["HEAD", "SUPERVISOR", "ANALYST", "DISPATCHER", "SHIFT_MANAGER", "PRICE_SUPERVISOR"],
    "AREA",
    "statistics.read",
    "Those who plan, watch and count ask the statistics of their region; a department of a line those of its line.",
  ),
  "statistics.drill": rule(
    ["HEAD", "SUPERVISOR", "ANALYST", "DISPATCHER", "SHIFT_MANAGER", "PRICE_SUPERVISOR"],
    "AREA",
    "tickets.read",
    "Whoever asks the statistics lists the tickets behind a number, as far as he sees them.",
  ),

  "call.record": rule(
    ["SHIFT_MANAGER", "ADMINISTRATOR"],
    "OWN",
    "calls.write",
    "A telephone system, or whoever runs it, records the calls and seats of his own bureau; operators, who are measured by them, do not.",
  ),
  "call.read": rule(
    ["OPERATOR", "DISPATCHER", "HEAD", "SUPERVISOR", "ANALYST", "SHIFT_MANAGER"],
    "AREA",
    "tickets.read",
    "Those who answer, plan, watch and count read the calls that bureaus of their region took, and the boards of these.",
  ),
  "call.intake": rule(
    ["OPERATOR", "DISPATCHER", "SHIFT_MANAGER"],
    "OWN",
    "tickets.register",
    "Whoever takes a call of his bureau reads what is known of its number.",
  ),
  "call.link": rule(
    ["OPERATOR", "DISPATCHER"],
    "OWN",
    "tickets.register",
    "Those who register or review a ticket note which call of their bureau it came of.",
  ),
  "call.reveal": rule(
    ["OPERATOR", "DISPATCHER", "SHIFT_MANAGER"],
    "OWN",
    "contacts.read",
    "Those whose bureau took a call read the caller's number for a purpose that is logged; a reporter's only those who handle the case.",
  ),

  "duplicate.find": rule(
    ["OPERATOR", "DISPATCHER", "HANDLER"],
    "OWN",
    "tickets.register",
    "Those who take in, review or handle a matter of their bureau look among the tickets that they see for those that are like it.",
  ),
  "concentration.read": rule(
    ["DISPATCHER", "HANDLER", "HEAD", "SUPERVISOR", "ANALYST"],
    "AREA",
    "tickets.read",
    "Those who review, handle, watch and count see of whom and against whom the tickets of their region are many.",
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

  "entry.read": rule(
    "EVERY",
    "ANY",
    "directory.read",
    "Everyone signed in reads the rules by which his bureau checks entries, and has an entry checked.",
  ),
  "entry.manage": rule(
    ["SHIFT_MANAGER", "HEAD", "ADMINISTRATOR"],
    "OWN",
    "administration",
    "Whoever leads a hotline sets how his bureau and those beneath it check entries.",
  ),
  "entry.quality": rule(
    ["SHIFT_MANAGER", "HEAD", "SUPERVISOR", "ANALYST"],
    "AREA",
    "tickets.supervise",
    "Those who lead a hotline or watch a region read how clean entries were, by operator and day.",
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

  "ticket.merge": rule(
    ["DISPATCHER", "HANDLER"],
    "OWN",
    "tickets.handle",
    "A dispatcher or handler merges two tickets of one citizen that his bureau holds, and takes them apart again.",
  ),
  "ticket.link": rule(
    ["OPERATOR", "DISPATCHER", "HANDLER", "HEAD", "SUPERVISOR"],
    "AREA",
    "tickets.review",
    "Those who route, handle or watch tickets of their region link tickets that belong together, and unlink them.",
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

  "contact.review": rule(
    ["OPERATOR", "DISPATCHER", "HANDLER"],
    "OWN",
    "tickets.handle",
    "Those who may read a contact in clear decide what else in the texts is personal data.",
  ),

  "ticket.platform": rule(
    [],
    "ANY",
    "tickets.handle",
    "Nobody: the platform itself takes these steps, as when a year is announced or a ticket was returned three times.",
  ),
  "ticket.remind": rule(
    ["OPERATOR", "DISPATCHER", "HEAD", "SUPERVISOR"],
    "AREA",
    "tickets.review",
    "Those who answer to the citizen or watch the region remind whoever handles a ticket.",
  ),
  "ticket.turnIntoCase": rule(
    ["HANDLER"],
    "OWN",
    "tickets.handle",
    "A handler who finds a breach of the law in a complaint opens a report on it.",
  ),
  "extension.request": rule(
    ["HANDLER"],
    "OWN",
    "tickets.handle",
    "A handler asks to extend a limit of a ticket that his bureau holds.",
  ),
  "extension.decide": rule(
    ["HEAD"],
    "OWN",
    "tickets.handle",
    "The head of the bureau that holds a ticket decides on a request to extend its limit.",
  ),

  "supervision.read": rule(
    readers,
    "REGION",
    "tickets.read",
    "Those who work on tickets read the orders that their bureau or one beneath it issued or received.",
  ),
  "supervision.issue": rule(
    ["HEAD", "SUPERVISOR"],
    "BENEATH",
    "tickets.supervise",
    "A supervisor or head issues an order to a bureau beneath his own.",
  ),
  "supervision.receive": rule(
    ["HANDLER", "DISPATCHER", "HEAD", "SUPERVISOR"],
    "OWN",
    "tickets.handle",
    "Whoever works at the bureau that got an order confirms it and answers it.",
  ),
  "supervision.decide": rule(
    ["HEAD", "SUPERVISOR"],
    "OWN",
    "tickets.supervise",
    "A supervisor or head of the bureau that issued an order accepts the answer, sends it back or closes the order.",
  ),

  "dispute.read": rule(
    readers,
    "REGION",
    "tickets.read",
    "Those who work on tickets read the disputes to which their bureau or one beneath it is a party.",
  ),
  "dispute.raise": rule(
    ["DISPATCHER", "HANDLER", "HEAD"],
    "OWN",
    "tickets.handle",
    "A bureau that holds a ticket and has no power names the bureau that has, and withdraws it again.",
  ),
  "dispute.answer": rule(
    ["DISPATCHER", "HANDLER", "HEAD"],
    "OWN",
    "tickets.handle",
    "The bureau that is named accepts the ticket or contests.",
  ),
  "dispute.refer": rule(
    ["DISPATCHER", "HANDLER", "HEAD"],
    "OWN",
    "tickets.handle",
    "Either party takes a dispute to the common superior at once.",
  ),
  "dispute.designate": rule(
    ["HEAD", "SUPERVISOR"],
    "OWN",
    "tickets.supervise",
    "A supervisor or head of the lowest common superior designates who handles a ticket.",
  ),
  "return.count": rule(
    ["HEAD", "SUPERVISOR", "ANALYST", "DISPATCHER"],
    "AREA",
    "tickets.read",
    "Those who watch a region count who returns to whom, how often and why.",
  ),
  "elevation.read": rule(
    readers,
    "REGION",
    "tickets.read",
    "Those who work on tickets read the requests to take a case up of their bureau and beneath.",
  ),
  "elevation.ask": rule(
    ["DISPATCHER", "HANDLER", "HEAD"],
    "OWN",
    "tickets.handle",
    "A bureau that holds a ticket asks one above it to take the case up.",
  ),
  "elevation.decide": rule(
    ["HEAD", "SUPERVISOR"],
    "OWN",
    "tickets.supervise",
    "A supervisor or head of the superior that was asked decides whether it takes the case up.",
  ),
  "ticket.takeUp": rule(
    ["HEAD", "SUPERVISOR"],
    "BENEATH",
    "tickets.supervise",
    "A supervisor or head takes up a case that a bureau beneath his own handles.",
  ),
  "ticket.handOver": rule(
    ["DISPATCHER", "HANDLER", "HEAD"],
    "OWN",
    "tickets.handle",
    "A bureau that holds a ticket hands it over to a bureau of another province.",
  ),
  "copy.read": rule(
    readers,
    "REGION",
    "tickets.read",
    "Those who work on tickets read the copies that their bureau or one beneath it sent or got.",
  ),
  "copy.send": rule(
    ["DISPATCHER", "HANDLER", "HEAD", "SUPERVISOR"],
    "AREA",
    "tickets.review",
    "Those who route, handle or watch a ticket of their region send a copy to another bureau of the province, and withdraw it.",
  ),
  "copy.receive": rule(
    ["DISPATCHER", "HANDLER", "HEAD", "SUPERVISOR", "PRICE_SUPERVISOR"],
    "OWN",
    "tickets.read",
    "Whoever works at the bureau that got a copy confirms that it was read.",
  ),
  "referral.read": rule(
    readers,
    "REGION",
    "tickets.read",
    "Those who work on tickets read the referrals of their bureau and beneath.",
  ),
  "referral.make": rule(
    ["HANDLER", "HEAD"],
    "OWN",
    "tickets.handle",
    "A handler or head refers a matter to the police or another body, and notes the reply.",
  ),

  "investigation.read": rule(
    readers,
    "REGION",
    "tickets.read",
    "Those who work on tickets read the joint investigations that their bureau or one beneath it leads, and the tasks it was given.",
  ),
  "investigation.lead": rule(
    ["DISPATCHER", "HANDLER", "HEAD", "SUPERVISOR"],
    "OWN",
    "tickets.handle",
    "A bureau opens a joint investigation, gives tasks to partners, and closes it.",
  ),
  "investigation.answer": rule(
    ["DISPATCHER", "HANDLER", "HEAD"],
    "OWN",
    "tickets.handle",
    "A partner answers the task that it was given.",
  ),

  "correction.request": rule(
    ["HANDLER", "DISPATCHER", "HEAD"],
    "OWN",
    "tickets.handle",
    "Whoever handles a ticket asks the bureau that registered it to correct the entry, and withdraws that.",
  ),
  "correction.make": rule(
    ["OPERATOR"],
    "OWN",
    "tickets.register",
    "An operator of the bureau that registered a ticket corrects it as it was asked for, or says that it is right.",
  ),

  "proposal.read": rule(
    readers,
    "REGION",
    "tickets.read",
    "Those who work on tickets read the suggestions of citizens of their bureau and beneath it.",
  ),
  "proposal.register": rule(
    ["OPERATOR"],
    "OWN",
    "tickets.register",
    "An operator takes a suggestion of a citizen down for his own bureau.",
  ),
  "proposal.report": rule(
    ["DISPATCHER", "SUPERVISOR", "HEAD", "ANALYST", "SHIFT_MANAGER"],
    "OWN",
    "tickets.review",
    "Whoever works at the bureau that has a suggestion reports it to an authority above.",
  ),
  "proposal.decide": rule(
    ["DISPATCHER", "SUPERVISOR", "HEAD"],
    "OWN",
    "tickets.supervise",
    "Whoever leads the bureau that has a suggestion decides upon it, with a reply.",
  ),

  "callback.read": rule(
    readers,
    "AREA",
    "tickets.read",
    "Those who work on tickets read the callbacks on tickets that they see, and count the grades of their region.",
  ),
  "callback.plan": rule(
    ["SHIFT_MANAGER", "HEAD", "SUPERVISOR"],
    "OWN",
    "tickets.review",
    "Whoever leads a hotline plans which closed tickets are called back.",
  ),
  "callback.make": rule(
    ["OPERATOR", "SUPERVISOR"],
    "OWN",
    "tickets.review",
    "An operator or supervisor of the bureau that registered a ticket calls back and notes the grade.",
  ),

  "attachment.read": rule(
    readers,
    "REGION",
    "tickets.read",
    "Those who work on tickets read which files the tickets that they see have.",
  ),
  "attachment.add": rule(
    ["OPERATOR", "HANDLER", "DISPATCHER"],
    "OWN",
    "tickets.register",
    "Those whose bureau handles or registered a ticket add files to it.",
  ),
  "attachment.open": rule(
    ["OPERATOR", "DISPATCHER", "HANDLER", "HEAD", "SUPERVISOR", "PRICE_SUPERVISOR"],
    "REGION",
    "contacts.read",
    "Those who work on a ticket that they see open its files, which is recorded; those of a report only at the bureaus that registered and handle it.",
  ),
  "attachment.remove": rule(
    ["OPERATOR", "HANDLER", "DISPATCHER"],
    "OWN",
    "tickets.register",
    "Those whose bureau handles or registered a ticket remove a file of it, for a reason that is kept.",
  ),
  "attachment.platform": rule(
    [],
    "ANY",
    "administration",
    "Nobody: the platform itself has files scanned and tells what was found.",
  ),

  "shift.read": rule(
    readers,
    "AREA",
    "tickets.read",
    "Those who work on tickets read the shifts and published rosters of their bureau, and of those of the region that it acts for.",
  ),
  "shift.manage": rule(
    ["SHIFT_MANAGER", "HEAD"],
    "OWN",
    "tickets.supervise",
    "Whoever leads the shifts of a bureau sets them, makes and publishes its roster, and decides on swaps and leave.",
  ),
  "shift.ask": rule(
    roles,
    "OWN",
    "tickets.handle",
    "Whoever holds a role at a bureau reads his own shifts there, and asks for swaps and leave.",
  ),
  "duty.read": rule(
    readers,
    "AREA",
    "tickets.read",
    "Those who work on tickets read who is on duty in their bureau, and in those of the region that it acts for.",
  ),
  "duty.acknowledge": rule(
    roles,
    "OWN",
    "tickets.handle",
    "Whoever a duty notice was sent to, or leads the shifts of his bureau, reads and acknowledges it.",
  ),
  "duty.platform": rule(
    [],
    "ANY",
    "administration",
    "Nobody: the platform itself makes duty notices, passes them on to the leader and the head, and ends them.",
  ),

  "import.read": rule(
    ["ANALYST", "SUPERVISOR", "HEAD"],
    "OWN",
    "tickets.register",
    "Analysts, supervisors and heads read the imports of old tickets of their bureau, and its mappings.",
  ),
  "import.manage": rule(
    ["ANALYST", "SUPERVISOR", "HEAD"],
    "OWN",
    "administration",
    "Analysts, supervisors and heads import old tickets into their own bureau, and keep its mappings.",
  ),
  "import.platform": rule(
    [],
    "ANY",
    "administration",
    "Nobody: the platform reads, writes and takes back what was asked for.",
  ),
  "export.read": rule(
    ["ANALYST", "SUPERVISOR", "HEAD"],
    "OWN",
    "tickets.export",
    "Those who watch a region read the exports of their own bureau, and how far they are.",
  ),
  "export.request": rule(
    ["ANALYST", "SUPERVISOR", "HEAD"],
    "OWN",
    "tickets.export",
    "Those who watch a region have what they see written to a file, masked, for a purpose that is kept, and stop it again.",
  ),
  "export.download": rule(
    ["ANALYST", "SUPERVISOR", "HEAD"],
    "OWN",
    "tickets.export",
    "Those who watch a region are given a link to an export of their own bureau, which opens it for a while.",
  ),
  "export.platform": rule(
    [],
    "ANY",
    "administration",
    "Nobody: the platform itself ends exports, stops those whose asker lost his rights, and throws old ones away.",
  ),

  "report.read": rule(
    readers,
    "REGION",
    "tickets.read",
    "Those who work on tickets read the statistical reports of their bureau, and what was submitted beneath it.",
  ),
  "report.prepare": rule(
    ["ANALYST", "SUPERVISOR", "HEAD"],
    "OWN",
    "tickets.supervise",
    "Those who watch a region prepare statistical reports of their bureau, and discard drafts.",
  ),
  "report.submit": rule(
    ["ANALYST", "SUPERVISOR", "HEAD"],
    "OWN",
    "tickets.supervise",
    "Those who watch a region submit a report of their bureau to one above.",
  ),
  "report.receive": rule(
    ["ANALYST", "SUPERVISOR", "HEAD"],
    "OWN",
    "tickets.supervise",
    "Those who watch a region give the receipt of a report that was submitted to their bureau.",
  ),
  "report.template": rule(
    ["ANALYST", "HEAD"],
    "OWN",
    "tickets.supervise",
    "An analyst or head words the reports of his bureau, and of those beneath it that have no wording of their own.",
  ),

  "emergency.read": rule(
    readers,
    "REGION",
    "tickets.read",
    "Those who work on tickets read the emergencies of their region, beneath it, and of the authorities above.",
  ),
  "emergency.declare": rule(
    ["HEAD", "SUPERVISOR"],
    "AREA",
    "tickets.supervise",
    "A head or supervisor of an authority or its centre declares an emergency for its region, changes and ends it.",
  ),
  "emergency.acknowledge": rule(
    ["HEAD", "SUPERVISOR", "SHIFT_MANAGER", "DISPATCHER"],
    "AREA",
    "tickets.supervise",
    "Those who lead and route the work of an authority or its centre take note of an emergency declared above it.",
  ),
  "emergency.platform": rule(
    [],
    "ANY",
    "administration",
    "Nobody: the platform itself ends emergencies whose last day is over, and prepares their daily reports.",
  ),

  "staffing.read": rule(
    ["SHIFT_MANAGER", "HEAD", "SUPERVISOR", "ANALYST"],
    "AREA",
    "statistics.read",
    "Those who lead a hotline, watch and count read how many agents the bureaus of their region need, and have.",
  ),
  "staffing.manage": rule(
    ["SHIFT_MANAGER", "HEAD"],
    "OWN",
    "tickets.review",
    "Whoever leads a hotline sets by what its staffing is worked out.",
  ),

  "surge.read": rule(
    ["PRICE_SUPERVISOR", "SUPERVISOR", "HEAD", "ANALYST", "SHIFT_MANAGER", "DISPATCHER"],
    "AREA",
    "price.desk",
    "Those who plan, watch and count read the surge alerts and rules of their region; a department of a line those of its line.",
  ),
  "surge.manage": rule(
    ["PRICE_SUPERVISOR", "SUPERVISOR", "HEAD"],
    "OWN",
    "price.desk",
    "Those who watch a region set the rules by which their bureau looks for surges, and try them on the past.",
  ),
  "surge.handle": rule(
    ["PRICE_SUPERVISOR", "SUPERVISOR", "HEAD"],
    "OWN",
    "price.desk",
    "Those who watch a region acknowledge, snooze, close and reopen the surge alerts of their bureau.",
  ),
  "surge.platform": rule(
    [],
    "ANY",
    "administration",
    "Nobody: the platform itself opens surge alerts, tells of their growth, raises them to the superior and closes them when they are over.",
  ),

  "price.read": rule(
    ["PRICE_SUPERVISOR", "HEAD", "SUPERVISOR", "ANALYST", "DISPATCHER", "HANDLER"],
    "REGION",
    "price.desk",
    "Those who watch prices, and those who route and handle the cases, read what price desks and they said of a case, and suggestions.",
  ),
  "price.triage": rule(
    ["PRICE_SUPERVISOR", "HEAD", "SUPERVISOR"],
    "OWN",
    "price.desk",
    "Whoever works at a price desk sorts its cases: new, key or done; the county goes on handling them.",
  ),
  "price.note": rule(
    ["PRICE_SUPERVISOR", "HEAD", "SUPERVISOR"],
    "OWN",
    "price.desk",
    "Whoever works at a price desk comments on a case, and asks the bureau that handles it.",
  ),
  "price.answer": rule(
    ["HANDLER", "DISPATCHER", "HEAD", "SUPERVISOR"],
    "OWN",
    "tickets.handle",
    "Whoever works at the bureau that handles a case answers the question of a price desk.",
  ),
  "price.supervise": rule(
    ["PRICE_SUPERVISOR", "HEAD", "SUPERVISOR"],
    "OWN",
    "tickets.supervise",
    "Whoever works at a price desk has its authority issue a supervision order to the bureau that handles a case.",
  ),
  "price.suggest": rule(
    ["PRICE_SUPERVISOR", "HEAD", "SUPERVISOR", "DISPATCHER"],
    "OWN",
    "tickets.supervise",
    "A price desk, or the dispatcher of the bureau that holds the ticket, accepts or refuses that a ticket be sorted otherwise.",
  ),
  "price.manage": rule(
    ["PRICE_SUPERVISOR", "HEAD"],
    "OWN",
    "price.desk",
    "Whoever works at a price desk sets the hour of its digest and its words.",
  ),
  "price.platform": rule(
    [],
    "ANY",
    "administration",
    "Nobody: the platform itself suggests price cases, lets suggestions lapse, and makes digests.",
  ),

  "knowledge.read": rule(
    "EVERY",
    "ANY",
    "directory.read",
    "Everyone signed in reads what his bureau and those above it published, and what those beneath it did.",
  ),
  "knowledge.write": rule(
    ["OPERATOR", "DISPATCHER", "HEAD", "SUPERVISOR", "ANALYST", "SHIFT_MANAGER"],
    "OWN",
    "tickets.handle",
    "Those who answer citizens and watch a region write the knowledge of their bureau, those of a centre for its authority.",
  ),
  "knowledge.publish": rule(
    ["HEAD", "SUPERVISOR"],
    "OWN",
    "tickets.supervise",
    "A head or supervisor publishes, sends back and withdraws knowledge of his bureau that he did not write himself.",
  ),

  "deadline.read": rule(
    "EVERY",
    "ANY",
    "directory.read",
    "Everyone signed in reads the limits in force for his bureau.",
  ),
  "deadline.manage": rule(
    ["ADMINISTRATOR"],
    "REGION",
    "administration",
    "An administrator sets stricter limits and warnings for bureaus of his own subtree.",
  ),
  "calendar.read": rule("EVERY", "ANY", "directory.read", "Everyone signed in reads the working calendar."),
  "calendar.announce": rule(
    ["ADMINISTRATOR"],
    "OWN",
    "administration",
    "An administrator of the nation loads the arrangements of a year; no other bureau changes the calendar.",
  ),
  "job.read": rule(
    ["ADMINISTRATOR"],
    "REGION",
    "administration",
    "An administrator reads the jobs that were set aside in his own subtree.",
  ),
  "job.retry": rule(
    ["ADMINISTRATOR"],
    "REGION",
    "administration",
    "An administrator has a job that was set aside tried again.",
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
  "webhook.read": rule(
    ["ADMINISTRATOR"],
    "REGION",
    "administration",
    "An administrator reads the webhooks of his own subtree, and what became of their deliveries.",
  ),
  "webhook.manage": rule(
    ["ADMINISTRATOR"],
    "REGION",
    "administration",
    "An administrator makes, changes, pauses, tests, replays and removes webhooks of his own subtree.",
  ),
  "webhook.platform": rule(
    [],
    "ANY",
    "administration",
    "Nobody: the platform itself pauses webhooks whose receiver failed for days or is gone.",
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
