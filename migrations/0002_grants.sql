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
GRANT SELECT, INSERT ON revoked_tokens TO lianxin_api;
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
