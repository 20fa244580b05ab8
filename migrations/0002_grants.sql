-- The owner is bound by the row policies too: only a superuser passes them, and the API never is one.
DO $$
DECLARE
  name text;
BEGIN
  FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
  LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', name);
  END LOOP;
END
$$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO lianxin_api, lianxin_system;
--> statement-breakpoint
GRANT SELECT ON divisions, bureaus, bureau_periods, coverages TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON reorganisations TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON people TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (name, staff_number, locked_at, version) ON people TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON role_holdings TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (valid_to, withdrawn_at) ON role_holdings TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON api_clients TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (name, scopes, expires_at, revoked_at, version) ON api_clients TO lianxin_api;
--> statement-breakpoint
-- The hash of a secret is read by the platform only, when a client signs in.
GRANT SELECT (id, province, city, county, bureau, client, created_at, expires_at), INSERT, UPDATE (expires_at)
  ON api_client_secrets TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON outside_issuers TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (removed_at) ON outside_issuers TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON dictionary_entries TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (name_chinese, name_english, position, valid_to) ON dictionary_entries TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON tickets TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (state, version, city, county, holder, previous_city, previous_county, previous_holder, owner_at_dispatch,
  issue_class, goods_class, topics, line, contact_name_masked, contact_phone_masked, is_anonymous, respondent_name,
  division, division_city, division_province, locality, is_for_tracing, linked_ticket, duplicate_of, handler,
  dispatched_at, competent_received_at, signed_at, accepted_at, decided_at, closed_at, feedback_at, archived_at, due_on,
  due_limit, disputed_amount, recovered_loss, fine_amount, confiscated_amount, settlement_method, refusal_ground,
  termination_ground, case_number) ON tickets TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON ticket_details, ticket_contacts, timeline_entries, dispatches TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (facts, request, respondent_address, respondent_credit_code, jurisdiction_facts, answer, search_text, grams)
  ON ticket_details TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (key_id, sealed) ON ticket_contacts TO lianxin_api;
--> statement-breakpoint
GRANT UPDATE (returned_at, return_reason) ON dispatches TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (next) ON number_series TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE, UPDATE (number) ON number_slots TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT ON idempotency_keys TO lianxin_api;
--> statement-breakpoint
-- The ledger grows and never changes: nobody but the owner may update or delete it.
GRANT SELECT, INSERT ON audit_entries TO lianxin_api, lianxin_system;
--> statement-breakpoint
GRANT INSERT ON outbox_events TO lianxin_api;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON outbox_events TO lianxin_system;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON divisions, bureaus, bureau_periods, coverages, reorganisations, people, role_holdings,
  api_clients, api_client_secrets, outside_issuers, revoked_tokens, dictionary_entries, tickets, ticket_details,
  ticket_contacts, timeline_entries, dispatches, number_series, number_slots, idempotency_keys TO lianxin_system;
--> statement-breakpoint
GRANT DELETE ON number_slots, revoked_tokens, coverages, bureau_periods, bureaus TO lianxin_system;
--> statement-breakpoint
GRANT USAGE ON SCHEMA drizzle TO lianxin_system;
--> statement-breakpoint
GRANT SELECT ON drizzle.__drizzle_migrations TO lianxin_system;
--> statement-breakpoint
-- Numbers are taken from the head of this small table all day, so its dead rows must go soon.
ALTER TABLE number_slots SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
--> statement-breakpoint
DO $$
DECLARE
  note text[];
BEGIN
  FOREACH note SLICE 1 IN ARRAY ARRAY[
    ['divisions', 'The divisions of China (行政区划); public knowledge. Zones are data, not divisions of GB/T 2260.'],
    ['bureaus', 'The bureaus (单位) as tenants, with their place in the tree of today; a public directory.'],
    ['bureau_periods', 'What a bureau was called and whom it stood under, from day to day: the tree of any date.'],
    ['coverages', 'Which divisions a bureau is competent for (管辖), from day to day.'],
    ['reorganisations', 'Mergers, splits, renamings and moves of bureaus (机构调整), planned or done.'],
    ['people', 'People who work at a bureau (工作人员).'],
    ['role_holdings', 'Roles (岗位) that people hold at bureaus, from day to day.'],
    ['api_clients', 'Programs of a bureau that sign in by client credentials.'],
    ['api_client_secrets', 'Hashes of the secrets of programs; the API role cannot read the hash.'],
    ['outside_issuers', 'OpenID issuers whose tokens name people of one bureau and of those beneath it.'],
    ['revoked_tokens', 'Tokens of our own issuer that were revoked before they expired.'],
    ['dictionary_entries', 'The words that tickets are sorted by (字典), of the nation and of bureaus.'],
    ['tickets', 'Tickets (工单): one consultation, complaint or report each. Key (province, id); the province never changes.'],
    ['ticket_details', 'The texts of a ticket and the places that decide who is competent.'],
    ['ticket_contacts', 'The contact of the citizen, sealed with AES-256-GCM by the application.'],
    ['timeline_entries', 'What happened to a ticket (办理过程), one entry for each step.'],
    ['dispatches', 'Each dispatch of a ticket (分派) and its return (退回).'],
    ['number_series', 'How far the numbers of a bureau, year and kind have been laid out.'],
    ['number_slots', 'Numbers laid out and not yet used: taken with SKIP LOCKED, so there are neither gaps nor queues.'],
    ['idempotency_keys', 'Keys that make registrations repeatable, within a bureau.'],
    ['audit_entries', 'Who did what to what, when (审计). Append-only for every role of the API.'],
    ['outbox_events', 'What the platform will tell others; ids and codes only.']]
  LOOP
    EXECUTE format('COMMENT ON TABLE %I IS %L', note[1], note[2]);
  END LOOP;
  FOREACH note SLICE 1 IN ARRAY ARRAY[
    ['tickets', 'holder', 'The bureau that holds the ticket now; with city and county its place in the tree of today.'],
    ['tickets', 'intake_bureau', 'The bureau that registered it; with intake_city and intake_county it keeps sight of it.'],
    ['tickets', 'previous_holder', 'Who handed it on last; keeps sight until it moves again.'],
    ['tickets', 'owner_at_dispatch', 'The bureau that it was dispatched to, under the tree of that day: history, never sight.'],
    ['tickets', 'due_on', 'The last day of the limit that runs; infinity where none runs.'],
    ['tickets', 'line', 'The business line of its class; departments of that line see it in their region.'],
    ['tickets', 'regime', 'The order in force on the day of receipt.'],
    ['tickets', 'disputed_amount', 'In 分.'],
    ['tickets', 'recovered_loss', 'In 分.'],
    ['tickets', 'fine_amount', 'In 分.'],
    ['tickets', 'confiscated_amount', 'In 分.'],
    ['ticket_details', 'search_text', 'Normalised, with personal data masked: searching must not serve to guess it.'],
    ['ticket_details', 'grams', 'Single characters and pairs of search_text, for the inverted index.'],
    ['ticket_contacts', 'sealed', 'Nonce, tag and ciphertext; bound to province and ticket.'],
    ['audit_entries', 'transaction', 'The transaction of the change, in whose order entries are sealed.'],
    ['outbox_events', 'transaction', 'The transaction of the change: the outbox is read in this order, behind the oldest open one.'],
    ['bureaus', 'province', 'The authority at province level above it, itself included; 100000 for the nation.'],
    ['bureaus', 'mark', 'The letters that open its document numbers.'],
    ['api_client_secrets', 'hash', 'SHA-256 of 256 random bits.']]
  LOOP
    EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', note[1], note[2], note[3]);
  END LOOP;
END
$$;
